import type { z } from 'zod'
import { fail } from '../bank/decide.ts'
import { changed, type Engine } from '../engine.ts'
import { ControlProblem } from './control.ts'
import type { identity } from './schemas.ts'

/** Sets what the bank will find out about this contact; `disputed` takes an answer that was already given back. */
export function setIdentity(engine: Engine, wanted: z.output<typeof identity>): { disputed: boolean } {
  const { contactId, disputeId, delay, ...outcome } = wanted
  if (!engine.world.contacts.some((contact) => contact.id === contactId))
    throw new ControlProblem(404, 'no such contact')
  if (outcome.outcome === 'disputed' && dispute(engine, contactId, disputeId)) return { disputed: true }
  const others = engine.world.identityOutcomes.filter((one) => one.contactId !== contactId)
  engine.world.identityOutcomes = [...others, { ...outcome, contactId, delayMs: delay }]
  changed(engine)
  return { disputed: false }
}

function dispute(engine: Engine, contactId: string, disputeId: string | undefined): boolean {
  const verified = engine.world.verifications.findLast(
    (one) => one.state === 'verified' && (disputeId ? one.disputeId === disputeId : one.contactIds.includes(contactId)),
  )
  if (verified) fail(engine, verified, 'disputed')
  return verified !== undefined
}
