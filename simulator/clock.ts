export type Clock = { now(): Date; set(to: Date): void }

/** A clock that starts at `startAt`, runs on in real time and never goes back by itself. */
export function createClock(startAt: Date): Clock {
  let offset = startAt.getTime() - Date.now()
  return {
    now: () => new Date(Date.now() + offset),
    set: (to) => {
      offset = to.getTime() - Date.now()
    },
  }
}
