import { computed, shallowRef, type ComputedRef } from 'vue'
import { ApiProblem } from '../../http/api-problem.ts'
import { get } from '../../http/api.ts'

const PLACE = 'zhenke-due-choices'
const FRESH_MS = 60_000
const HOURS_MS = 4 * 3_600_000

/** `keptAt` by this device's own clock, which may be wrong: it only tells how long ago the server said so. */
type Kept = { items: string[]; asOf: string; keptAt: number }

const known = shallowRef<Kept | null>(JSON.parse(localStorage.getItem(PLACE) ?? 'null') as Kept | null)

/** Sensible due times: at once those the server last told this device and that still lie ahead, soon those it tells now. */
export function useDueChoices(asOf: () => string): ComputedRef<string[]> {
  void refreshDueChoices(FRESH_MS)
  return computed(() => {
    if (!known.value) return []
    const { items, asOf: toldAt, keptAt } = known.value
    const now = Math.max(Date.parse(toldAt) + Date.now() - keptAt, Date.parse(asOf()))
    return items.filter((at) => Date.parse(at) > now)
  })
}

/** Keeps on this device what the server offers, for when it cannot be asked; nothing where that is not as old yet, in milliseconds. */
export async function refreshDueChoices(oldAfter = HOURS_MS): Promise<void> {
  if (known.value && Math.abs(Date.now() - known.value.keptAt) < oldAfter) return
  try {
    const { items, asOf } = await get('/api/due-choices', {})
    known.value = { items, asOf, keptAt: Date.now() }
    localStorage.setItem(PLACE, JSON.stringify(known.value))
  } catch (fault) {
    // What is known already serves; without anything known a time is chosen freely.
    if (!(fault instanceof ApiProblem)) throw fault
  }
}
