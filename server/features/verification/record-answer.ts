import { system } from '../../domain/employee.ts'
import { ATTEMPTS_PER_LINK } from '../../domain/verification-prompts.ts'
import { nextAskAt } from '../../domain/verification-waiting.ts'
import type { ProviderAnswer } from '../../domain/provider-answer.ts'
import type { Ports, Tx } from '../../ports.ts'
import { endLivePrompt, findPrompt, lockContact, updatePrompt } from './prompt-store.ts'
import {
  findRequest,
  hasConsent,
  hasResult,
  type IdentityRequest,
  insertResult,
  noteStep,
  updateRequest,
} from './request-store.ts'
import { settleStanding } from './settle-standing.ts'

/** Writes what the provider answered to our own request. Only a higher version than the known one changes anything. */
export async function recordAnswer(tx: Tx, ports: Ports, requestId: string, answer: ProviderAnswer): Promise<void> {
  const found = await findRequest(tx, requestId)
  if (!found) return
  await lockContact(tx, found.contactId)
  const request = (await findRequest(tx, requestId)) ?? found
  if (!isAbout(request, answer)) {
    ports.log.warn({ requestId }, 'The identity provider answered about another request; nothing was changed')
    const named = request.state === 'sending' ? { providerId: null } : {}
    return updateRequest(tx, requestId, { askAgainAt: null, ...named })
  }
  const now = ports.clock.now()
  const step = answer.state === 'pending' || answer.state === 'challenge' ? answer.state : null
  const askAgainAt = step ? nextAskAt(request.submittedAt, now) : null
  const isNewStep = step !== null && (await noteStep(tx, { requestId, version: answer.version, state: step, at: now }))
  if (answer.version <= request.version) {
    await updateRequest(tx, requestId, { askAgainAt })
    if (isNewStep) await settleStanding(tx, ports, request.contactId, 'verification-changed')
    return
  }
  const { state, version, maskedPhone, id: providerId } = answer
  await updateRequest(tx, requestId, { state, version, maskedPhone, providerId, askAgainAt })
  if (state === 'verified' || state === 'failed') await recordOutcome(tx, ports, request, answer, state)
  await settleStanding(tx, ports, request.contactId, 'verification-changed')
}

function isAbout(request: IdentityRequest, answer: ProviderAnswer): boolean {
  return answer.requestId === request.id && (request.providerId === null || request.providerId === answer.id)
}

async function recordOutcome(
  tx: Tx,
  ports: Ports,
  request: IdentityRequest,
  answer: ProviderAnswer,
  outcome: 'verified' | 'failed',
): Promise<void> {
  const { contactId, promptId } = request
  const now = ports.clock.now()
  const isFirst = !(await hasResult(tx, request.id))
  const { subjectRef, maskedName } = await identityOf(tx, ports, request, answer)
  await insertResult(tx, {
    requestId: request.id,
    version: answer.version,
    contactId,
    outcome,
    reason: answer.reason,
    assurance: answer.assurance,
    recipient: request.recipient,
    subject: answer.subjectRef === null ? null : ports.vault.subjectOf(answer.subjectRef),
    subjectRef,
    maskedName,
    accountHolder: answer.accountHolder,
    isEmployee: answer.isEmployee,
    decidedAt: answer.decidedAt ?? now,
    receivedAt: now,
  })
  await ports.audit(tx, system, `identity.${outcome}`, { kind: 'identity-request', id: request.id }, { contactId })
  if (outcome === 'verified') return endLivePrompt(tx, contactId, 'verified', now)
  if (isFirst) await countFailure(tx, promptId, now)
}

/** After a withdrawal nobody keeps who it was, however late the answer comes. */
async function identityOf(tx: Tx, { vault }: Ports, request: IdentityRequest, answer: ProviderAnswer) {
  const { subjectRef, maskedName } = answer
  if (subjectRef === null || !(await hasConsent(tx, request.contactId))) return { subjectRef: null, maskedName: null }
  return {
    subjectRef: vault.seal(`identity_result|subject_ref|${request.id}.${answer.version}`, subjectRef),
    maskedName,
  }
}

async function countFailure(tx: Tx, promptId: string, now: Date): Promise<void> {
  const prompt = await findPrompt(tx, promptId)
  if (!prompt) return
  const failedAttempts = prompt.failedAttempts + 1
  const isLast = failedAttempts >= ATTEMPTS_PER_LINK && !prompt.endedAt
  const end = isLast ? { endedAt: now, endedBecause: 'too-many-attempts' as const } : {}
  await updatePrompt(tx, promptId, { failedAttempts, ...end })
}
