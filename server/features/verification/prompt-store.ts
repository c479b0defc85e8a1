import type { EmployeeActor } from '../../domain/employee.ts'
import type { PromptFacts } from '../../domain/verification-prompts.ts'
import type { Reader, Tx } from '../../ports.ts'
import type { PromptEnd, PromptTable } from '../../verification-tables.ts'

export type Prompt = PromptTable

/** Whatever is decided about one contact's verification is decided one after the other. */
export async function lockContact(tx: Tx, contactId: string): Promise<void> {
  await tx.selectFrom('contact').select('id').where('id', '=', contactId).forUpdate().execute()
}

/** `own` live relations count; `ended` and `others` (somebody in the actor's scope) only say that the contact may be known of. */
export async function findRelation(
  reader: Reader,
  actor: EmployeeActor,
  contactId: string,
): Promise<'own' | 'ended' | 'others' | null> {
  const rows = await reader
    .selectFrom('relation')
    .innerJoin('employee', 'employee.id', 'relation.employeeId')
    .select(['relation.employeeId', 'relation.endedAt', 'employee.branchId'])
    .where('relation.contactId', '=', contactId)
    .execute()
  const own = rows.filter((row) => row.employeeId === actor.id)
  if (own.some((row) => row.endedAt === null)) return 'own'
  if (own.length > 0) return 'ended'
  return rows.some((row) => actor.scope.includes(row.branchId)) ? 'others' : null
}

/** Whether the actor has marked the contact as private. */
export async function isPrivate(reader: Reader, actor: EmployeeActor, contactId: string): Promise<boolean> {
  const marked = await reader
    .selectFrom('add')
    .select('id')
    .where('employeeId', '=', actor.id)
    .where('contactId', '=', contactId)
    .where('privateAt', 'is not', null)
    .executeTakeFirst()
  return marked !== undefined
}

export async function readPromptFacts(reader: Reader, contactId: string, employeeId: string): Promise<PromptFacts> {
  const known = await reader
    .selectFrom('verification')
    .select(['state', 'since'])
    .where('contactId', '=', contactId)
    .executeTakeFirst()
  const prompts = await reader
    .selectFrom('prompt')
    .select(['employeeId', 'createdAt', 'sentAt', 'endedAt'])
    .where('contactId', '=', contactId)
    .execute()
  const relation = await reader
    .selectFrom('relation')
    .select('startedAt')
    .where('contactId', '=', contactId)
    .where('employeeId', '=', employeeId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  const others = prompts.find((one) => one.employeeId !== employeeId && !one.sentAt && !one.endedAt)
  return {
    state: known?.state ?? 'none',
    since: known?.since ?? null,
    sentAt: prompts.flatMap(({ sentAt }) => (sentAt ? [sentAt] : [])),
    otherMadeAt: others?.createdAt ?? null,
    addedAt: relation?.startedAt ?? null,
  }
}

export async function insertPrompt(
  tx: Tx,
  prompt: Pick<Prompt, 'id' | 'contactId' | 'employeeId' | 'tokenHash' | 'createdAt' | 'expiresAt'>,
): Promise<void> {
  const fresh = { sentAt: null, openedAt: null, failedAttempts: 0, endedAt: null, endedBecause: null }
  await tx
    .insertInto('prompt')
    .values({ ...prompt, ...fresh })
    .execute()
}

export const findPrompt = (reader: Reader, id: string): Promise<Prompt | undefined> =>
  reader.selectFrom('prompt').selectAll().where('id', '=', id).executeTakeFirst()

export const findPromptByToken = (reader: Reader, tokenHash: string): Promise<Prompt | undefined> =>
  reader.selectFrom('prompt').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst()

export const findLivePrompt = (reader: Reader, contactId: string): Promise<Prompt | undefined> =>
  reader
    .selectFrom('prompt')
    .selectAll()
    .where('contactId', '=', contactId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()

export async function updatePrompt(tx: Tx, id: string, change: Partial<Prompt>): Promise<void> {
  await tx.updateTable('prompt').set(change).where('id', '=', id).execute()
}

export async function endLivePrompt(tx: Tx, contactId: string, because: PromptEnd, now: Date): Promise<void> {
  await tx
    .updateTable('prompt')
    .set({ endedAt: now, endedBecause: because })
    .where('contactId', '=', contactId)
    .where('endedAt', 'is', null)
    .execute()
}

/** The contact takes the no back: it stays in the history as an ended link and no longer as a no. */
export async function forgetDeclines(tx: Tx, contactId: string): Promise<void> {
  await tx
    .updateTable('prompt')
    .set({ endedBecause: 'expired' })
    .where('contactId', '=', contactId)
    .where('endedBecause', '=', 'declined')
    .execute()
}

/** Contacts with a live prompt that has run out, or that was made before `unsentBefore` and not sent. */
export async function findDuePrompts(reader: Reader, now: Date, unsentBefore: Date): Promise<Prompt[]> {
  return reader
    .selectFrom('prompt')
    .selectAll()
    .where('endedAt', 'is', null)
    .where((where) =>
      where.or([
        where('expiresAt', '<=', now),
        where.and([where('sentAt', 'is', null), where('createdAt', '<=', unsentBefore)]),
      ]),
    )
    .orderBy('createdAt')
    .limit(500)
    .execute()
}
