import type { Standing, VerificationFacts } from '../../domain/verification-standing.ts'
import type { Reader, Tx } from '../../ports.ts'

/** Everything that decides where a contact stands. */
export async function readVerificationFacts(reader: Reader, contactId: string): Promise<VerificationFacts> {
  const prompts = await reader
    .selectFrom('prompt')
    .select(['sentAt', 'openedAt', 'endedAt', 'endedBecause'])
    .where('contactId', '=', contactId)
    .orderBy('createdAt')
    .execute()
  const requests = await reader
    .selectFrom('identityRequest')
    .select(['id', 'state', 'submittedAt'])
    .select((row) =>
      row
        .selectFrom('identityStep')
        .select((step) => step.fn.min('identityStep.at').as('at'))
        .whereRef('identityStep.requestId', '=', 'identityRequest.id')
        .where('identityStep.state', '=', 'challenge')
        .as('codeAskedAt'),
    )
    .where('contactId', '=', contactId)
    .orderBy('submittedAt')
    .execute()
  const results = await reader
    .selectFrom('identityResult')
    .select(['requestId', 'version', 'outcome', 'reason', 'decidedAt'])
    .where('contactId', '=', contactId)
    .execute()
  const declined = prompts.flatMap((one) => (one.endedBecause === 'declined' && one.endedAt ? [one.endedAt] : []))
  return { prompts, requests, results, declinedAt: declined.at(-1) ?? null }
}

export const findStanding = (reader: Reader, contactId: string): Promise<Standing | undefined> =>
  reader
    .selectFrom('verification')
    .select(['state', 'since', 'failure'])
    .where('contactId', '=', contactId)
    .executeTakeFirst()

export async function saveStanding(tx: Tx, contactId: string, standing: Standing): Promise<void> {
  await tx
    .insertInto('verification')
    .values({ contactId, ...standing })
    .onConflict((conflict) => conflict.column('contactId').doUpdateSet(standing))
    .execute()
}
