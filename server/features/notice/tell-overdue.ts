import { businessDayOf } from '../../domain/business-day.ts'
import type { SystemActor } from '../../domain/employee.ts'
import { digestAt, freePlace, isAtWork } from '../../domain/notice.ts'
import { noticeUrl, overdueWords } from '../../domain/notice-words.ts'
import type { Ports } from '../../ports.ts'
import { readWorkingHours } from '../../working-hours-store.ts'
import { insertMessage, readMessagesOf } from './message-store.ts'
import { readOverdue } from './overdue-store.ts'
import type { Overdue } from './overdue-store.ts'
import { readReceivers } from './waiting-store.ts'

const AT_ONCE = 500

type TellPorts = Pick<Ports, 'database' | 'clock' | 'random' | 'settings'>

/** One message a day, at 09:00 or when the employee's day begins later, to whoever had something overdue by then. */
export async function tellOverdue(_system: SystemActor, ports: TellPorts): Promise<void> {
  const now = ports.clock.now()
  if (now < digestAt(now)) return
  const day = businessDayOf(now)
  const { read } = ports.database
  for (let after = ''; ;) {
    const all = await readOverdue(read, { day, before: digestAt(now), after, limit: AT_ONCE })
    const last = all.at(-1)
    if (!last) return
    const ids = all.map(({ employeeId }) => employeeId)
    const hours = await readWorkingHours(read, ids, day)
    for (const one of all) if (isAtWork(hours.get(one.employeeId)?.(day) ?? null, now)) await tell(ports, one, now)
    after = last.employeeId
  }
}

async function tell({ database, random, settings }: TellPorts, overdue: Overdue, now: Date): Promise<void> {
  const { employeeId } = overdue
  const day = businessDayOf(now)
  await database.write(async (tx) => {
    const [receiver] = await readReceivers(tx, [employeeId])
    const place = freePlace('overdue', await readMessagesOf(tx, employeeId, day), receiver?.leads ?? false)
    if (place === null) return
    const words = overdueWords(overdue, receiver?.locale ?? 'zh-CN')
    const fresh = { state: 'waiting' as const, dueAt: now, attempts: 0, refusal: null, createdAt: now, sentAt: null }
    const url = noticeUrl(settings.publicOrigin, [])
    await insertMessage(tx, { id: random.id(), employeeId, kind: 'overdue', day, place, ...words, url, ...fresh })
  })
}
