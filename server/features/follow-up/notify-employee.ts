import type { SystemActor } from '../../domain/employee.ts'
import { noticeUrl, noticeWords } from '../../domain/follow-up-words.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { findNoticeMoment } from './find-notice-moment.ts'
import { claimDueNotice, forgetNotice, settleNotice } from './notice-store.ts'
import type { DueNotice } from './notice-store.ts'

const MINUTE_MS = 60_000
/** Longer than a call to WeCom may take; a notice whose sender died is sent again after it, under the same key. */
const CLAIM_MS = 2 * MINUTE_MS
const MAX_PAUSE_MINUTES = 60
const MAX_ATTEMPTS = 10

/** Sends every notice that is due. Each goes out at least once; WeCom drops a repetition by its key, so it is seen once. */
export async function notifyEmployees(_system: SystemActor, ports: Ports): Promise<void> {
  for (;;) {
    const now = ports.clock.now()
    const until = new Date(now.getTime() + CLAIM_MS)
    const notice = await ports.database.write((tx) => claimDueNotice(tx, now, until))
    if (!notice) return
    await deliver(ports, notice, now)
  }
}

async function deliver(ports: Ports, notice: DueNotice, now: Date): Promise<void> {
  if (!notice.open) return await ports.database.write((tx) => forgetNotice(tx, notice.id))
  const allowedAt = await findNoticeMoment(ports.database.read, now)
  if (allowedAt > now) return await wait(ports, notice, allowedAt)
  const outcome = await send(ports, notice)
  const isPassing = outcome === 'unavailable' && notice.attempts < MAX_ATTEMPTS
  // Whoever looks after the set-up may take days to mend it; until then no notice is lost.
  if (isPassing || outcome === 'set-up') return await waitLonger(ports, notice, now)
  const result =
    outcome === null ? { state: 'sent' as const, sentAt: now } : { state: 'refused' as const, refusal: outcome }
  await ports.database.write((tx) => settleNotice(tx, notice.id, result))
}

/** Null when WeCom took it, `unavailable` or `set-up` while it takes none of ours, else why it will not deliver this one. */
async function send({ wecom, settings }: Ports, notice: DueNotice): Promise<string | null> {
  const card = {
    ...noticeWords(notice, 'zh-CN'),
    url: noticeUrl(settings.publicOrigin, notice),
    duplicateKey: notice.id,
  }
  try {
    const { undelivered } = await wecom.notify(notice.employeeId, card)
    return undelivered
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    if (fault.facts['because'] === 'set-up') return 'set-up'
    if (fault.code === 'wecom/unavailable') return 'unavailable'
    if (fault.code === 'wecom/refused') return String(fault.facts['errcode'] ?? 'refused')
    throw fault
  }
}

async function waitLonger(ports: Ports, notice: DueNotice, now: Date): Promise<void> {
  const pause = Math.min(2 ** (notice.attempts - 1), MAX_PAUSE_MINUTES) * MINUTE_MS
  await wait(ports, notice, await findNoticeMoment(ports.database.read, new Date(now.getTime() + pause)))
}

async function wait({ database }: Ports, { id }: DueNotice, dueAt: Date): Promise<void> {
  await database.write((tx) => settleNotice(tx, id, { state: 'waiting', dueAt }))
}
