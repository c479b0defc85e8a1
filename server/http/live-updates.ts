import { z } from 'zod'
import { liveUpdateKinds } from '../domain/event.ts'
import type { Database, LiveUpdates, Tx } from '../ports.ts'

const CHANNEL = 'zhenke_live'
/** A NOTIFY carries at most 8000 bytes; an id has at most 64. */
const IDS_PER_MESSAGE = 100

const message = z.object({ employeeIds: z.array(z.string()), kind: z.enum([...liveUpdateKinds, 'revoked']) })
export type LiveMessage = z.output<typeof message>

export type LiveChannel = LiveUpdates & {
  /** Tells every process, after the commit, that this employee's sessions have ended. */
  revoked(tx: Tx, employeeId: string): Promise<void>
  listen(heard: (message: LiveMessage) => void): Promise<() => Promise<void>>
}

/** Live updates between processes by NOTIFY, so that nothing is told that was rolled back. */
export function createLiveChannel(database: Pick<Database, 'notify' | 'listen'>): LiveChannel {
  async function tell(tx: Tx, employeeIds: string[], kind: LiveMessage['kind']) {
    const all = [...new Set(employeeIds)]
    for (let first = 0; first < all.length; first += IDS_PER_MESSAGE) {
      const told: LiveMessage = { employeeIds: all.slice(first, first + IDS_PER_MESSAGE), kind }
      await database.notify(tx, CHANNEL, JSON.stringify(told))
    }
  }
  return {
    changed: tell,
    revoked: (tx, employeeId) => tell(tx, [employeeId], 'revoked'),
    listen: (heard) => database.listen(CHANNEL, (payload) => heard(message.parse(JSON.parse(payload)))),
  }
}
