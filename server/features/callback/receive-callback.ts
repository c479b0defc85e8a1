import type { Database, Ports } from '../../ports.ts'
import type { OpenedCallback } from '../../wecom-port.ts'
import { type ArrivedEvent, insertEvents, isFull } from './callback-store.ts'

type Waiting = ArrivedEvent & { done(): void; failed(fault: unknown): void }
type Inbox = { waiting: Waiting[]; committing: boolean; full: boolean; commits: number }

/** Thrown when more waits than we can promise to keep: WeCom is told to come again. */
export class InboxFull extends Error {
  override name = 'InboxFull'
}

const largestGroup = 500
const mostInMemory = 5000
const mostWaiting = 200_000
const commitsBetweenLooks = 50

const inboxes = new WeakMap<Database, Inbox>()

/**
 * Resolves once the event's row is durable. Whoever arrives while a commit runs goes into the next one together, so that
 * many events cost one flush of the disk. Throws InboxFull.
 */
export function receiveCallback(ports: Ports, opened: OpenedCallback): Promise<void> {
  const inbox = inboxOf(ports.database)
  if (inbox.full || inbox.waiting.length >= mostInMemory) return refuse(ports, inbox)
  return new Promise((done, failed) => {
    inbox.waiting.push({ opened, receivedAt: ports.clock.now(), done, failed })
    if (!inbox.committing) void commitAll(ports, inbox)
  })
}

function inboxOf(database: Database): Inbox {
  const known = inboxes.get(database)
  if (known) return known
  const inbox: Inbox = { waiting: [], committing: false, full: false, commits: 0 }
  inboxes.set(database, inbox)
  return inbox
}

async function refuse(ports: Ports, inbox: Inbox): Promise<never> {
  if (inbox.full) await lookWhetherFull(ports, inbox)
  throw new InboxFull()
}

async function lookWhetherFull(ports: Ports, inbox: Inbox): Promise<void> {
  const before = inbox.full
  inbox.full = await isFull(ports.database.read, mostWaiting)
  if (inbox.full && !before)
    ports.log.error({ mostWaiting }, 'Too many callback events wait: new ones are refused until fewer do')
}

async function commitAll(ports: Ports, inbox: Inbox): Promise<void> {
  inbox.committing = true
  // One turn of the loop first: requests that are read in the same turn belong to the first group.
  await new Promise((turn) => setImmediate(turn))
  while (inbox.waiting.length > 0) await commitGroup(ports, inbox, inbox.waiting.splice(0, largestGroup))
  inbox.committing = false
}

async function commitGroup(ports: Ports, inbox: Inbox, group: Waiting[]): Promise<void> {
  try {
    if (inbox.commits % commitsBetweenLooks === 0) await lookWhetherFull(ports, inbox)
    inbox.commits += 1
    if (inbox.full) throw new InboxFull()
    await ports.database.write(async (tx) => {
      await insertEvents(tx, group)
      await ports.jobs.send(tx, 'process-inbox', {})
    })
    for (const { done } of group) done()
  } catch (fault) {
    // Nothing of the group is durable: each sender is told, and WeCom delivers again.
    for (const { failed } of group) failed(fault)
  }
}
