import { createHash } from 'node:crypto'
import { changed, type Engine, nextId, nowIso, schedule } from '../engine.ts'
import { takeFault } from '../faults.ts'
import type { Assurance, Contact, FailureReason, IdentityOutcome, Verification } from '../world.ts'

const attempts = 3

export function outcomeFor(engine: Engine, verification: Verification): IdentityOutcome | undefined {
  const concerned = verification.contactIds.length > 0 ? verification.contactIds : [engine.world.phoneId]
  return engine.world.identityOutcomes.find((outcome) => concerned.includes(outcome.contactId))
}

/** What the bank finds out: by default a match is challenged by a text to the phone it holds, anything else is a mismatch. */
export function decide(engine: Engine, verification: Verification): void {
  const wanted = outcomeFor(engine, verification)
  const outcome = wanted?.outcome ?? (wanted?.assurance && wanted.assurance !== 'sms' ? 'verified' : undefined)
  if (outcome === 'pending') return
  if (outcome === 'verified') return verify(engine, verification, wanted?.assurance ?? 'sms')
  if (outcome && outcome !== 'challenge') return fail(engine, verification, outcome)
  if (verification.contactIds.length === 0) return fail(engine, verification, 'mismatch')
  challenge(engine, verification)
}

function challenge(engine: Engine, verification: Verification): void {
  const digest = createHash('sha256').update(`${engine.credentials.secret} ${verification.id}`).digest()
  const code = String(digest.readUInt32BE() % 1_000_000).padStart(6, '0')
  Object.assign(verification, { state: 'challenge', version: verification.version + 1, code, attemptsLeft: attempts })
  text(engine, verification, `【示例银行】您的实名认证验证码是 ${code}，10 分钟内有效。银行工作人员不会向您索取。`)
}

export function answerChallenge(engine: Engine, verification: Verification, code: unknown): void {
  if (code === verification.code) return verify(engine, verification, 'sms')
  verification.attemptsLeft -= 1
  if (verification.attemptsLeft === 0) fail(engine, verification, 'too-many-attempts')
}

function verify(engine: Engine, verification: Verification, assurance: Assurance): void {
  const wanted = outcomeFor(engine, verification)
  const person = personOf(engine, verification)
  if (!person) return fail(engine, verification, 'not-found')
  const { identity } = person
  const isEmployee = wanted?.isEmployee ?? identity.isEmployee
  Object.assign(verification, {
    state: 'verified',
    version: verification.version + 1,
    assurance,
    subjectRef: `person-${createHash('sha256').update(`${engine.world.seed} ${identity.idNumber}`).digest('hex').slice(0, 32)}`,
    maskedName: `${'*'.repeat([...identity.name].length - 1)}${[...identity.name].at(-1) ?? ''}`,
    accountHolder: wanted?.accountHolder ?? identity.accountHolder,
    employee: isEmployee,
    decidedAt: nowIso(engine),
  })
  text(engine, verification, '【示例银行】您已完成实名认证。如非本人操作，请立即告诉我们。', verification.disputeId)
  notify(engine, verification)
}

function personOf(engine: Engine, verification: Verification): Contact | undefined {
  const id = verification.contactIds[0] ?? engine.world.phoneId
  return engine.world.contacts.find((contact) => contact.id === id)
}

/** A later version without the person: `disputed` also takes a verified answer back. */
export function fail(engine: Engine, verification: Verification, reason: FailureReason): void {
  Object.assign(verification, {
    state: 'failed',
    version: verification.version + 1,
    reason,
    assurance: null,
    subjectRef: null,
    maskedName: null,
    accountHolder: null,
    employee: null,
    decidedAt: nowIso(engine),
  })
  notify(engine, verification)
}

function text(engine: Engine, verification: Verification, words: string, disputeId?: string): void {
  const to = verification.contactIds.length > 0 ? verification.contactIds : [engine.world.phoneId]
  for (const contactId of to) {
    const about = disputeId ? { disputeId } : {}
    engine.world.texts.push({ id: nextId(engine, 'text-'), contactId, at: nowIso(engine), text: words, ...about })
  }
  changed(engine)
}

/** Queues the signed notice; the faults of path "webhook" lose it, double it or make it late. */
export function notify(engine: Engine, verification: Verification): void {
  changed(engine)
  const fault = takeFault(engine, 'webhook')
  if (fault?.drop) return
  const messageId = nextId(engine, 'msg_sim')
  const task = { kind: 'webhook', verificationId: verification.id, messageId, attempt: 1 } as const
  schedule(engine, task, fault?.delayMs)
  if (fault?.duplicate) schedule(engine, task, fault.delayMs)
}
