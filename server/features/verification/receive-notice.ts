import type { Ports } from '../../ports.ts'
import { findRequest, noteWebhook, updateRequest } from './request-store.ts'

/** A genuine webhook: durable when this resolves. What it is about is fetched by a job, and each minute until that has worked. */
export async function receiveNotice(
  ports: Ports,
  { webhookId, providerId, requestId }: { webhookId: string; providerId: string; requestId: string },
): Promise<void> {
  const now = ports.clock.now()
  await ports.database.write(async (tx) => {
    if (!(await noteWebhook(tx, webhookId, now))) return
    const request = await findRequest(tx, requestId)
    const isOurs = request && (request.providerId === null || request.providerId === providerId)
    if (!isOurs) {
      ports.log.warn({ requestId }, 'A webhook names a request that is not ours; nothing was changed')
      return
    }
    await updateRequest(tx, requestId, { providerId, askAgainAt: now })
    await ports.jobs.send(tx, 'ask-provider', { requestId, providerId })
  })
}
