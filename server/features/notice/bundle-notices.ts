import { businessDayOf } from '../../domain/business-day.ts'
import { freePlace, nextTellingAt, tomorrow } from '../../domain/notice.ts'
import { noticeUrl, noticeWords } from '../../domain/notice-words.ts'
import { nextMomentIn } from '../../domain/working-hours.ts'
import type { Ports, Tx } from '../../ports.ts'
import { readHoursOf } from '../../working-hours-store.ts'
import { insertMessage, readMessagesOf } from './message-store.ts'
import * as waiting from './waiting-store.ts'

type BundlePorts = Pick<Ports, 'database' | 'clock' | 'random' | 'settings'>

/** Makes one message for each employee out of all that is due to be told to them, or lets it wait for a moment that is right for them. */
export async function bundleNotices(ports: BundlePorts): Promise<void> {
  for (;;) {
    const now = ports.clock.now()
    if (!(await ports.database.write((tx) => bundleNext(ports, tx, now)))) return
  }
}

/** False when nothing is due. */
async function bundleNext(ports: BundlePorts, tx: Tx, now: Date): Promise<boolean> {
  const due = await waiting.lockDueNotices(tx, now)
  if (!due) return false
  const { employeeId } = due
  const notices = due.ids.length > 0 ? await waiting.readNotices(tx, due.ids) : []
  await waiting.forgetNotices(
    tx,
    notices.filter(({ open }) => !open).map(({ id }) => id),
  )
  const open = notices.filter((one) => one.open)
  if (open.length === 0) return true
  const ids = open.map(({ id }) => id)
  const at = await makeMessage(ports, tx, { employeeId, notices: open, ids, now })
  if (at !== null) await waiting.postponeNotices(tx, ids, at)
  return true
}

type Bundle = { employeeId: string; notices: waiting.DueNotice[]; ids: string[]; now: Date }

/** Null when there is a message now, else when to try again. */
async function makeMessage(
  { random, settings }: BundlePorts,
  tx: Tx,
  { employeeId, notices, ids, now }: Bundle,
): Promise<Date | null> {
  const day = businessDayOf(now)
  const hours = await readHoursOf(tx, employeeId, day)
  const allowedAt = nextMomentIn(now, hours)
  if (allowedAt > now) return allowedAt
  const today = await readMessagesOf(tx, employeeId, day)
  const nextAt = nextTellingAt(today, now)
  if (nextAt) return nextMomentIn(nextAt, hours)
  const [receiver] = await waiting.readReceivers(tx, [employeeId])
  const place = freePlace('follow-ups', today, receiver?.leads ?? false)
  if (place === null) return nextMomentIn(tomorrow(now), hours)
  const id = random.id()
  const words = noticeWords(notices, receiver?.locale ?? 'zh-CN')
  const url = noticeUrl(settings.publicOrigin, notices)
  const fresh = { state: 'waiting' as const, dueAt: now, attempts: 0, refusal: null, createdAt: now, sentAt: null }
  const made = await insertMessage(tx, { id, employeeId, kind: 'follow-ups', day, place, ...words, url, ...fresh })
  if (!made) return new Date(now.getTime() + 60_000)
  await waiting.giveToMessage(tx, ids, id)
  return null
}
