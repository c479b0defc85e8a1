import type { SystemActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { recordAnswer } from './record-answer.ts'
import { findRequest } from './request-store.ts'

/** Fetches the provider's answer to one of our own requests and records it; what anybody says of it elsewhere counts for nothing. */
export async function recordResult(
  _actor: SystemActor,
  ports: Ports,
  { providerId, requestId }: { providerId: string; requestId: string },
): Promise<void> {
  const request = await findRequest(ports.database.read, requestId)
  if (!request || (request.providerId !== null && request.providerId !== providerId)) {
    ports.log.warn({ requestId }, 'A result names a request that is not ours, or not this one; nothing was changed')
    return
  }
  const answer = await ports.identityProvider.read(providerId)
  await ports.database.write((tx) => recordAnswer(tx, ports, requestId, answer))
}
