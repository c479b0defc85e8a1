/** Loads a part of the program early; that it could not be had is told when it is needed. */
export function whenIdle(load: () => Promise<unknown>): void {
  const soon = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 800))
  soon(() => void load().catch(() => undefined))
}
