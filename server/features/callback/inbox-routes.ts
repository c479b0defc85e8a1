import * as contract from '../../contract/inbox.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { readInbox } from './read-inbox.ts'
import { replayEvents } from './replay-events.ts'

export const inboxRoutes: Route[] = [
  forEmployee(contract.readInbox, async ({ actor, ports }) => {
    const { items, waiting, dead, sweep, asOf } = await readInbox(actor, ports)
    return {
      asOf: toShanghaiIso(asOf),
      nextCursor: null,
      waiting,
      dead,
      items: items.map(({ receivedAt, dueAt, ...event }) => ({
        ...event,
        receivedAt: toShanghaiIso(receivedAt),
        dueAt: dueAt && toShanghaiIso(dueAt),
      })),
      reconciliation: sweep?.finishedAt
        ? { ...sweep, startedAt: toShanghaiIso(sweep.startedAt), finishedAt: toShanghaiIso(sweep.finishedAt) }
        : null,
    }
  }),
  forEmployee(contract.replayEvents, async ({ actor, ports, body }) => ({
    replayed: await replayEvents(actor, ports, body.seq),
  })),
]
