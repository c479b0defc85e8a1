import { createStore, del, entries, update } from 'idb-keyval'
import type { PendingWrite } from './pending-writes.ts'

const store = createStore('zhenke', 'pending-writes')

const listOf = (kept: unknown): PendingWrite[] => (Array.isArray(kept) ? (kept as PendingWrite[]) : [])

/** Where pending writes lie on this device: a list for each employee, which nobody else's page ever reads from. */
export type Shelf = {
  /** Changes the list in one transaction, whatever another tab does; answers what it is then. */
  change(by: (writes: PendingWrite[]) => PendingWrite[]): Promise<PendingWrite[]>
}

export function shelfOf(employeeId: string): Shelf {
  return {
    async change(by) {
      let now: PendingWrite[] = []
      await update<unknown>(
        employeeId,
        (kept) => {
          now = by(listOf(kept))
          return now
        },
        store,
      )
      return now
    },
  }
}

/** Takes away what has lain here since before `keptBefore`, whosever it is. */
export async function sweepShelves(keptBefore: number): Promise<void> {
  for (const [employeeId, kept] of await entries(store)) {
    const young = listOf(kept).filter(({ keptAt }) => keptAt >= keptBefore)
    if (young.length === 0) await del(employeeId, store)
    else if (young.length < listOf(kept).length) await shelfOf(String(employeeId)).change(() => young)
  }
}
