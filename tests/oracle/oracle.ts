import type { Surroundings } from '../../server/domain/add-facts.ts'
import { carryForward, settledCredits, type Line } from './book.ts'
import { verdictOf } from './judge.ts'
import { Walk } from './walk.ts'

/**
 * "Effective adds" of domain.md a second time, sentence by sentence, slow and plain, written without looking at the first.
 * What it says of the same facts has to be what the product says.
 */
export class Oracle {
  book: Line[] = []
  verdicts: Record<string, string> = {}

  settle(world: Surroundings, now: Date): void {
    const moment = now.getTime()
    const walk = new Walk(world, settledCredits(this.book, moment), moment)
    this.book = carryForward(this.book, walk.happenings, moment)
    this.verdicts = Object.fromEntries(world.adds.map((add) => [add.id, verdictOf(walk, add)]))
  }

  sums(): Record<string, number> {
    return branchSumsOf(this.book)
  }
}

/** Per identity, employee and day; what sums up to nothing is left out. */
export function sumsOf(
  entries: readonly { subject: string; employeeId: string; day: string; amount: number }[],
): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { subject, employeeId, day, amount } of entries) {
    const key = `${subject} ${employeeId} ${day}`
    sums[key] = (sums[key] ?? 0) + amount
  }
  return Object.fromEntries(
    Object.entries(sums)
      .filter(([, sum]) => sum !== 0)
      .toSorted(),
  )
}

/** The same, branch by branch. */
export const branchSumsOf = (
  entries: readonly { subject: string; employeeId: string; branchId: string; day: string; amount: number }[],
): Record<string, number> =>
  sumsOf(entries.map((entry) => ({ ...entry, employeeId: `${entry.employeeId} in ${entry.branchId}` })))
