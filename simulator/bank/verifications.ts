import { z } from 'zod'
import { type Engine, nextId, nextSecret, schedule } from '../engine.ts'
import type { Verification } from '../world.ts'
import { decide, notify, outcomeFor } from './decide.ts'

const person = z.object({ name: z.string(), idType: z.string().optional(), idNumber: z.string(), phone: z.string() })

/** Takes a request; with a delay set for the contact it stays pending until the simulator's clock has passed it. */
export function openVerification(
  engine: Engine,
  request: { requestId: string; notifyUrl: string },
  typed: unknown,
): Verification {
  const asked = person.safeParse(typed)
  const matches = asked.success ? contactsOf(engine, asked.data) : { contactIds: [] }
  const verification: Verification = {
    ...request,
    id: nextId(engine, 'verification-'),
    version: 1,
    state: 'pending',
    reason: null,
    assurance: null,
    subjectRef: null,
    maskedName: null,
    accountHolder: null,
    employee: null,
    decidedAt: null,
    contactIds: matches.contactIds,
    maskedPhone: asked.success ? maskPhone(asked.data.phone) : '',
    code: null,
    attemptsLeft: 0,
    disputeId: nextSecret(engine, 'dispute', 20),
  }
  engine.world.verifications.push(verification)
  const delay = outcomeFor(engine, verification)?.delayMs ?? 0
  if (delay > 0) schedule(engine, { kind: 'decision', verificationId: verification.id }, delay)
  else decide(engine, verification)
  return verification
}

// All three have to be right: the bank texts the phone that it holds itself.
function contactsOf(engine: Engine, typed: z.output<typeof person>): { contactIds: string[] } {
  const matching = engine.world.contacts.filter(
    ({ identity }) =>
      identity.name === typed.name.trim() &&
      identity.idNumber.toUpperCase() === typed.idNumber.trim().toUpperCase() &&
      identity.phone === typed.phone.replaceAll(/\D/g, ''),
  )
  return { contactIds: matching.map((contact) => contact.id) }
}

function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

/** The decision of a request that had to wait; the product is told, a challenge included. */
export function decideLater(engine: Engine, verificationId: string): void {
  const verification = engine.world.verifications.find((one) => one.id === verificationId)
  if (verification?.state !== 'pending') return
  decide(engine, verification)
  if (answerOf(verification)['state'] === 'challenge') notify(engine, verification)
}

/** What the provider answers; facts that do not apply are left out. */
export function answerOf(verification: Verification): Record<string, unknown> {
  const { id, requestId, version, state, reason, assurance, subjectRef, maskedName, accountHolder, employee } =
    verification
  const challenge =
    state === 'challenge'
      ? { kind: 'sms', maskedPhone: verification.maskedPhone, attemptsLeft: verification.attemptsLeft }
      : null
  const all = {
    id,
    requestId,
    version,
    state,
    challenge,
    reason,
    assurance,
    subjectRef,
    maskedName,
    accountHolder,
    employee,
    decidedAt: verification.decidedAt,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
}
