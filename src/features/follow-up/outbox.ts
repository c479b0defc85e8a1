import { onSignedOut } from '../../http/signed-out.ts'
import { usePendingWords } from '../../i18n/pending-words.ts'
import { announce } from '../../ui/announce.ts'
import { type PendingState, type PendingWrite, showPending, showSending, subjectOf } from './pending-writes.ts'
import { sendPending } from './send-pending.ts'
import { type Shelf, shelfOf, sweepShelves } from './shelf.ts'

const DAY_MS = 86_400_000
/** After so long it is not sent any more, and its reader is told; the server keeps keys a day longer. */
const SENT_WITHIN_MS = 7 * DAY_MS
const GONE_AFTER_MS = 14 * DAY_MS
const AGAIN_AFTER_MS = 30_000

type Done = () => void

let shelf: Shelf | null = null
let owner: string | null = null
let tellDone: Done = () => undefined
let sending: Promise<void> | null = null
let isWantedAgain = false
let timer: ReturnType<typeof setTimeout> | undefined

/** Shows what waits on this device for this employee, and from then on sends it whenever that may succeed. */
export async function openOutbox(employeeId: string, done: Done): Promise<void> {
  tellDone = done
  if (owner === employeeId) return
  owner = employeeId
  shelf = shelfOf(employeeId)
  await sweepShelves(Date.now() - GONE_AFTER_MS)
  await change((writes) => writes)
  window.addEventListener('online', () => void sendAll())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void sendAll()
  })
  onSignedOut(() => clearTimeout(timer))
  void sendAll()
}

/** Rejects where this device keeps nothing: then it is not done and must not look so. */
export async function keepPending(write: Omit<PendingWrite, 'keptAt' | 'state'>): Promise<void> {
  const pending: PendingWrite = { ...write, keptAt: Date.now(), state: { step: 'waiting' } }
  await change((writes) => [...writes.filter(({ key }) => key !== write.key), pending])
  void sendAll()
}

/** Takes back what was not sent yet, or puts away what the reader has seen. */
export async function dropPending(key: string): Promise<void> {
  await change((writes) => writes.filter((write) => write.key !== key))
}

/** Sends what waits, the oldest first. Asked again while it is under way, it goes through once more: the network may have come back meanwhile. */
export function sendAll(): Promise<void> {
  isWantedAgain = sending !== null
  sending ??= sendUntilQuiet().finally(() => (sending = null))
  return sending
}

async function sendUntilQuiet(): Promise<void> {
  await sendInOrder()
  while (isWantedAgain) {
    isWantedAgain = false
    await sendInOrder()
  }
}

async function sendInOrder(): Promise<void> {
  clearTimeout(timer)
  const words = usePendingWords()
  const passed = new Set<string>()
  for (;;) {
    const writes = await change(markExpired)
    const next = writes.find((write) => write.state.step === 'waiting' && !passed.has(subjectOf(write)))
    if (!next) break
    if (!navigator.onLine) return
    showSending(next.key)
    const outcome = await sendPending(next).finally(() => showSending(null))
    if (outcome.step === 'done') {
      await dropPending(next.key)
      announce(words.value.done(next.row.title))
      tellDone()
    } else if (outcome.step !== 'later') await mark(next.key, outcome)
    else if (!outcome.reached) return tryLater()
    // One that the server cannot answer holds up nothing but what comes after it for the same subject.
    else passed.add(subjectOf(next))
  }
  if (passed.size > 0) tryLater()
}

function tryLater(): void {
  timer = setTimeout(() => void sendAll(), AGAIN_AFTER_MS)
}

async function mark(key: string, state: PendingState): Promise<void> {
  await change((writes) => writes.map((write) => (write.key === key ? { ...write, state } : write)))
}

function markExpired(writes: PendingWrite[]): PendingWrite[] {
  const since = Date.now() - SENT_WITHIN_MS
  return writes.map((write) =>
    write.state.step === 'waiting' && write.keptAt < since ? { ...write, state: { step: 'expired' } } : write,
  )
}

async function change(by: (writes: PendingWrite[]) => PendingWrite[]): Promise<PendingWrite[]> {
  if (!shelf) throw new Error('The outbox was used before it was opened')
  const writes = await shelf.change(by)
  showPending(writes)
  return writes
}
