const RELOADED = 'zhenke-reloaded-at'
const NOT_AGAIN_WITHIN_MS = 60_000

/** The files of this page are gone because a newer build is served: reload, but not twice in a row. Returns false when it stays. */
export function reloadOnce(): boolean {
  const before = Number(sessionStorage.getItem(RELOADED) ?? 0)
  if (Date.now() - before < NOT_AGAIN_WITHIN_MS) return false
  sessionStorage.setItem(RELOADED, String(Date.now()))
  location.reload()
  return true
}

/** Whether the server answers at all: without an answer a file is not gone, and a page that is shown is better than none. */
export const isServed = (): Promise<boolean> =>
  fetch('/api/session', { method: 'HEAD' }).then(
    () => true,
    () => false,
  )
