import { sql } from 'kysely'
import type { AddFacts, ContactFacts, Surroundings } from '../../domain/add-facts.ts'
import type { Judgement } from '../../domain/add.ts'
import { startOfDay, type BusinessDay } from '../../domain/business-day.ts'
import { staffPeople } from '../../domain/staff-account.ts'
import { decidingSpans } from '../../domain/verification-deciding.ts'
import type { Reader, Tx } from '../../ports.ts'
import type { IdentityResultTable } from '../../verification-tables.ts'
import { readAdds, type KnownAdds } from './add-facts-store.ts'
import { findBankAccounts } from './staff-store.ts'

/** The contact and every other that shares an identity with it, directly or through a third. */
export async function contactsAround(reader: Reader, contactId: string): Promise<string[]> {
  const { rows } = await sql<{ contactId: string }>`
    WITH RECURSIVE around (contact_id) AS (
      SELECT ${contactId}::text
      UNION
      SELECT other.contact_id
      FROM around
      JOIN identity_result AS own ON own.contact_id = around.contact_id
      JOIN identity_result AS other ON other.subject = own.subject
    )
    SELECT around.contact_id AS "contactId" FROM around ORDER BY around.contact_id`.execute(reader)
  return rows.map((row) => row.contactId)
}

export async function subjectsOf(reader: Reader, contactIds: string[]): Promise<string[]> {
  const rows = await reader
    .selectFrom('identityResult')
    .select('subject')
    .distinct()
    .where('contactId', 'in', contactIds)
    .where('subject', 'is not', null)
    .orderBy('subject')
    .execute()
  return rows.flatMap(({ subject }) => subject ?? [])
}

/** Until the transaction ends nobody else settles what has this name; contacts are locked before subjects, each in order. */
export async function lock(tx: Tx, kind: 'contact' | 'subject', id: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${kind}|${id}`}, 0))`.execute(tx)
}

/** The facts, and the rows in which their adds stand. */
export type Known = Surroundings & Pick<KnownAdds, 'rows' | 'absorbed'>

export async function readSurroundings(reader: Reader, contactIds: string[]): Promise<Known> {
  const results = await reader.selectFrom('identityResult').selectAll().where('contactId', 'in', contactIds).execute()
  const accounts = await findBankAccounts(reader, contactIds)
  const { adds: told, rows, absorbed } = await readAdds(reader, contactIds)
  const adds = withStaff(told, accounts, staffPeople(results, accounts))
  const employeeIds = [
    ...new Set(adds.flatMap((add) => [add.employeeId, ...add.relations.map((span) => span.employeeId)])),
  ]
  const counting = await reader
    .selectFrom('setting')
    .select('value')
    .where('name', '=', 'countingFrom')
    .executeTakeFirst()
  return {
    countingFrom: dayIn(counting?.value),
    contacts: await readContacts(reader, contactIds, results),
    adds,
    employees: await readEmployees(reader, employeeIds),
    rows,
    absorbed,
  }
}

const dayIn = (value: object | undefined): Date | null =>
  value && 'day' in value && typeof value.day === 'string' ? startOfDay(value.day) : null

/** A WeCom account of the bank itself has been one all along; a person is known as staff only since the provider said so. */
function withStaff(adds: AddFacts[], accounts: ReadonlySet<string>, people: Map<string, Date>): AddFacts[] {
  return adds.map((add) => {
    const begun = accounts.has(add.contactId) ? add.relations[0]?.startedAt : undefined
    return { ...add, staffSince: begun ?? people.get(add.contactId) ?? null }
  })
}

async function readContacts(
  reader: Reader,
  contactIds: string[],
  results: IdentityResultTable[],
): Promise<ContactFacts[]> {
  const requests = await reader
    .selectFrom('identityRequest')
    .select(['id', 'contactId', 'submittedAt', 'state'])
    .where('contactId', 'in', contactIds)
    // Not sent yet, or refused as unreadable: nobody decides anything.
    .where('state', '!=', 'sending')
    .execute()
  const steps = await reader
    .selectFrom('identityStep')
    .innerJoin('identityRequest', 'identityRequest.id', 'identityStep.requestId')
    .selectAll('identityStep')
    .where('identityRequest.contactId', 'in', contactIds)
    .execute()
  const declined = await reader
    .selectFrom('verification')
    .select(['contactId', 'since'])
    .where('contactId', 'in', contactIds)
    .where('state', '=', 'declined')
    .execute()
  const stepsOf = (id: string) => steps.filter(({ requestId }) => requestId === id)
  return contactIds.map((id) => ({
    id,
    results: results.filter(({ contactId }) => contactId === id),
    deciding: requests
      .filter(({ contactId }) => contactId === id)
      .flatMap((request) => decidingSpans(request, stepsOf(request.id), decidedAt(request, results))),
    declinedAt: declined.find(({ contactId }) => contactId === id)?.since ?? null,
  }))
}

function decidedAt(
  request: { id: string; state: string; submittedAt: Date },
  results: { requestId: string; decidedAt: Date }[],
): Date | null {
  const own = results.filter(({ requestId }) => requestId === request.id).map((result) => result.decidedAt.getTime())
  if (own.length > 0) return new Date(Math.min(...own))
  return request.state === 'verified' || request.state === 'failed' ? request.submittedAt : null
}

async function readEmployees(reader: Reader, ids: string[]): Promise<Surroundings['employees']> {
  if (ids.length === 0) return []
  const rows = await reader
    .selectFrom('employee')
    .select(['id', 'branchId', 'state', 'leftAt'])
    .where('id', 'in', ids)
    .execute()
  const stays = await reader.selectFrom('employeeBranch').selectAll().where('employeeId', 'in', ids).execute()
  return rows.map(({ id, branchId, state, leftAt }) => {
    const own = stays.filter((stay) => stay.employeeId === id).map((stay) => ({ ...stay, from: stay.fromAt }))
    const branches = own.length > 0 ? own : [{ branchId, from: new Date(0) }]
    return { id, branches, leftAt: state === 'left' ? leftAt : null }
  })
}

/** Writes only what changed; tells which adds those were. */
export async function saveJudgement(tx: Tx, { addId, verdict, windowEndsAt, settleAt }: Judgement): Promise<boolean> {
  const told = { verdictStatus: verdict.status, verdictReason: verdict.reason, verdictSince: verdict.since }
  const { numUpdatedRows } = await tx
    .updateTable('add')
    .set({ ...told, windowEndsAt, settleAt })
    .where('id', '=', addId)
    .where((is) =>
      is.or([
        is('verdictStatus', '!=', told.verdictStatus),
        is('verdictReason', 'is distinct from', told.verdictReason),
        is('verdictSince', '!=', told.verdictSince),
        is('windowEndsAt', 'is distinct from', windowEndsAt),
        is('settleAt', 'is distinct from', settleAt),
      ]),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Verified contacts of this employee whose add is undecided, was credited at or after the leaving, or was booked on a day that is open. */
export async function contactsWaitingFor(reader: Reader, employeeId: string, openFrom: BusinessDay): Promise<string[]> {
  const rows = await reader
    .selectFrom('add')
    .innerJoin('employee', 'employee.id', 'add.employeeId')
    .select('add.contactId')
    .distinct()
    .where('add.employeeId', '=', employeeId)
    .where((is) =>
      is.or([
        is('add.verdictStatus', '=', 'awaiting'),
        is.and([is('add.verdictStatus', '=', 'effective'), is('add.verdictSince', '>=', is.ref('employee.leftAt'))]),
        is('add.id', 'in', (from) =>
          from
            .selectFrom('credit')
            .select('credit.addId')
            .where('credit.employeeId', '=', employeeId)
            .where('credit.day', '>=', openFrom),
        ),
      ]),
    )
    .where('add.contactId', 'in', (from) =>
      from
        .selectFrom('identityResult')
        .select('identityResult.contactId')
        .where('identityResult.subject', 'is not', null),
    )
    .orderBy('add.contactId')
    .execute()
  return rows.map(({ contactId }) => contactId)
}

export async function contactsDue(
  reader: Reader,
  now: Date,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const rows = await reader
    .selectFrom('add')
    .select('contactId')
    .distinct()
    .where('settleAt', '<=', now)
    .where('contactId', '>', after)
    .orderBy('contactId')
    .limit(limit)
    .execute()
  return rows.map(({ contactId }) => contactId)
}
