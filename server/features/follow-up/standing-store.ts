import { sql } from 'kysely'
import type { ContactStanding, KnownFollowUp } from '../../domain/follow-up-rule.ts'
import type { Reader, Tx } from '../../ports.ts'

/** Until the transaction ends neither relations, adds, verification nor what follows from them change for this contact. */
export async function lockFacts(tx: Tx, contactId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`contact|${contactId}`}, 0))`.execute(tx)
}

/** As `lockFacts`, of many contacts, always in the same order. */
export async function lockFactsOf(tx: Tx, contactIds: readonly string[]): Promise<void> {
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended('contact|' || sorted.id, 0))
    FROM (SELECT id FROM unnest(${[...new Set(contactIds)]}::text[]) AS id ORDER BY id COLLATE "C" OFFSET 0) AS sorted`.execute(
    tx,
  )
}

export type OpenFollowUp = KnownFollowUp & { title: string }

/** Locked until the transaction ends. */
export function lockOpenOf(tx: Tx, contactId: string): Promise<OpenFollowUp[]> {
  return knownFollowUps(tx, contactId).select('title').where('state', '=', 'open').orderBy('id').forUpdate().execute()
}

function knownFollowUps(reader: Reader, contactId: string) {
  return reader
    .selectFrom('followUp')
    .select(['id', 'kind', 'rule', 'repeats', 'assigneeId', 'state', 'createdAt', 'closedAt', 'closedItself'])
    .where('contactId', '=', contactId)
}

/** All that rules look at. */
export async function readStanding(reader: Reader, contactId: string): Promise<ContactStanding> {
  const verification = await reader
    .selectFrom('verification')
    .select(['state', 'since'])
    .where('contactId', '=', contactId)
    .executeTakeFirst()
  const prompts = await reader
    .selectFrom('prompt')
    .select('sentAt')
    .where('contactId', '=', contactId)
    .where('sentAt', 'is not', null)
    .execute()
  const related = await reader
    .selectFrom('relation')
    .innerJoin('employee', 'employee.id', 'relation.employeeId')
    .select(['relation.employeeId', 'relation.startedAt', 'relation.endedAt', 'relation.endedBy', 'employee.state'])
    .where('relation.contactId', '=', contactId)
    .orderBy('relation.startedAt')
    .execute()
  const adds = await reader
    .selectFrom('add')
    .select(['employeeId', 'startedAt', 'verdictStatus', 'privateAt'])
    .where('contactId', '=', contactId)
    .execute()
  return {
    verification: verification ?? null,
    promptsSentAt: prompts.flatMap(({ sentAt }) => sentAt ?? []),
    relations: related.filter(({ state }) => state === 'active').map(({ state: _state, ...life }) => life),
    leavers: related.filter(({ state, endedAt }) => state !== 'active' && endedAt === null).map(idOf),
    awaiting: adds.filter(({ verdictStatus, privateAt }) => verdictStatus === 'awaiting' && privateAt === null),
    privateFor: adds.filter(({ privateAt }) => privateAt !== null).map(idOf),
    followUps: await knownFollowUps(reader, contactId).orderBy('id').execute(),
  }
}

const idOf = ({ employeeId }: { employeeId: string }): string => employeeId

export async function contactOf(reader: Reader, followUpId: string): Promise<string | null> {
  const found = await reader.selectFrom('followUp').select('contactId').where('id', '=', followUpId).executeTakeFirst()
  return found?.contactId ?? null
}
