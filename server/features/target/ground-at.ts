import type { KnownGround } from './book-store.ts'

/** The ground as it lay at a moment: without what was entered later, and with what was still standing then. */
export function groundAt(ground: KnownGround, moment: Date): KnownGround {
  const isLater = (told: string | null): boolean => told !== null && new Date(told) > moment
  const until = (told: string | null): string | null => (isLater(told) ? null : told)
  const entriesAt = <E extends { enteredAt: string | null; removedAt: string | null }>(entries: readonly E[]): E[] =>
    entries.filter((one) => !isLater(one.enteredAt)).map((one) => ({ ...one, removedAt: until(one.removedAt) }))
  return {
    ...ground,
    calendar: entriesAt(ground.calendar),
    branchDays: entriesAt(ground.branchDays),
    policies: ground.policies
      .filter(({ createdAt }) => !isLater(createdAt))
      .map((one) => ({ ...one, withdrawnAt: until(one.withdrawnAt) })),
    leaves: ground.leaves
      .filter(({ enteredAt }) => !isLater(enteredAt))
      .map((one) => ({ ...one, cancelledAt: until(one.cancelledAt) })),
  }
}
