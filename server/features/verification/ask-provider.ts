import type { SystemActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { nextAskAt } from '../../domain/verification-waiting.ts'
import type { Ports } from '../../ports.ts'
import { recordResult } from './record-result.ts'
import { findDueRequests, findRequest, type IdentityRequest, updateRequest } from './request-store.ts'
import { settleStanding } from './settle-standing.ts'

const AN_HOUR_MS = 3_600_000

/** Asks about every request whose answer is due: for 7 days on its own account, and as long as it takes when the provider said there is one. */
export async function askProviderAgain(actor: SystemActor, ports: Ports): Promise<void> {
  for (const request of await findDueRequests(ports.database.read, ports.clock.now()))
    await askAbout(actor, ports, request)
}

/** Asks about the one request that the provider has said it has an answer to, unless that has been fetched meanwhile. */
export async function askAboutRequest(
  actor: SystemActor,
  ports: Ports,
  { requestId }: { requestId: string },
): Promise<void> {
  const request = await findRequest(ports.database.read, requestId)
  if (request && request.askAgainAt !== null) await askAbout(actor, ports, request)
}

async function askAbout(actor: SystemActor, ports: Ports, { id, providerId }: IdentityRequest): Promise<void> {
  if (providerId) {
    try {
      await recordResult(actor, ports, { providerId, requestId: id })
    } catch (fault) {
      const isAway = fault instanceof Problem && fault.code === 'verification/provider-unavailable'
      // One answer that cannot be recorded must not keep all others waiting.
      if (!isAway) ports.log.error({ fault, requestId: id }, "The identity provider's answer could not be recorded")
      return postpone(ports, id)
    }
  }
  await stopWaiting(ports, id)
}

async function postpone(ports: Ports, id: string): Promise<void> {
  const now = ports.clock.now()
  await ports.database.write(async (tx) => {
    const request = await findRequest(tx, id)
    if (!request || !isDue(request, now)) return
    const later = nextAskAt(request.submittedAt, now) ?? new Date(now.getTime() + AN_HOUR_MS)
    await updateRequest(tx, id, { askAgainAt: later })
  })
}

/** Asked, and still no answer after 7 days: the contact may be prompted again. An answer that comes later is honoured all the same. */
async function stopWaiting(ports: Ports, id: string): Promise<void> {
  const now = ports.clock.now()
  await ports.database.write(async (tx) => {
    const request = await findRequest(tx, id)
    if (!request) return
    if (isDue(request, now)) await updateRequest(tx, id, { askAgainAt: null })
    const isOver = nextAskAt(request.submittedAt, now) === null
    const isOpen = request.state === 'pending' || request.state === 'challenge'
    if (isOver && isOpen) await settleStanding(tx, ports, request.contactId, 'verification-changed')
  })
}

const isDue = ({ askAgainAt }: IdentityRequest, now: Date) => askAgainAt !== null && askAgainAt <= now
