const liveUpdateKinds = ['verification', 'my-day', 'follow-up', 'updated'] as const
export type LiveUpdateKind = (typeof liveUpdateKinds)[number]

const FIRST_EVENT_WITHIN_MS = 5_000
const POLL_WHILE_DECIDING_MS = 10_000
const POLL_MS = 60_000

export type LiveUpdates = {
  /** `id` is the server's build for `updated`, which is also told first on every stream. */
  heard: (kind: LiveUpdateKind, id: string) => void
  /** The stream brings nothing here (a proxy buffers it): time to ask for everything that is shown. */
  poll: () => unknown
  /** Whether a result is awaited, which is worth asking more often. */
  isDeciding: () => boolean
}

/** Hears what changed while the page is visible: by stream, and by polling where no first event arrives. Returns how to stop. */
export function followLiveUpdates(updates: LiveUpdates): () => void {
  let stream: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let hiddenAt = Infinity
  let isStopped = false

  const pollSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(
      () => {
        updates.poll()
        pollSoon()
      },
      updates.isDeciding() ? POLL_WHILE_DECIDING_MS : POLL_MS,
    )
  }

  function open(): void {
    close()
    timer = setTimeout(pollSoon, FIRST_EVENT_WITHIN_MS)
    stream = new EventSource('/api/events')
    for (const kind of liveUpdateKinds)
      stream.addEventListener(kind, (event: MessageEvent<string>) => {
        clearTimeout(timer)
        updates.heard(kind, idIn(event.data))
      })
    const own = stream
    stream.addEventListener('error', () => {
      clearTimeout(timer)
      // Refused and not only cut: an ordinary request finds out whether the session has ended.
      if (own.readyState === EventSource.CLOSED) updates.poll()
      timer = setTimeout(pollSoon, FIRST_EVENT_WITHIN_MS)
    })
  }
  function close(): void {
    stream?.close()
    stream = null
    clearTimeout(timer)
  }
  // After a long absence the session may have ended: one ordinary request finds that out, and then the stream is opened or not.
  async function comeBack(): Promise<void> {
    const wasAwayLong = performance.now() - hiddenAt > POLL_MS
    hiddenAt = Infinity
    if (wasAwayLong) await updates.poll()
    if (!isStopped && document.visibilityState !== 'hidden') open()
  }
  function goAway(): void {
    hiddenAt = performance.now()
    close()
  }
  const follow = () => void (document.visibilityState === 'hidden' ? goAway() : comeBack())

  document.addEventListener('visibilitychange', follow)
  follow()
  return () => {
    isStopped = true
    document.removeEventListener('visibilitychange', follow)
    close()
  }
}

function idIn(text: string): string {
  const told: unknown = JSON.parse(text)
  return typeof told === 'object' && told !== null && 'id' in told ? String(told.id) : ''
}
