import { addDays, type BusinessDay } from '../../domain/business-day.ts'
import { dayToClose, monthClosedBy } from '../../domain/closing.ts'
import type { SystemActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import {
  beginClosing,
  membersOf,
  readCountingFrom,
  readLastClosed,
  saveClosedDays,
  saveDayClosing,
  type DayMember,
} from './closing-store.ts'
import { writeStatements } from './write-statements.ts'

type ClosingPorts = Pick<Ports, 'database' | 'clock' | 'targets' | 'vault' | 'log'>

const EMPLOYEES_AT_ONCE = 500

/**
 * Closes every day whose hour has come, oldest first, at 02:00 or whenever it can: from then on nothing dated on the day changes.
 * It may be stopped anywhere and begun again, by several processes at once.
 */
export async function closeDays(_actor: SystemActor, ports: ClosingPorts): Promise<void> {
  const { read } = ports.database
  const countingFrom = await readCountingFrom(read)
  if (countingFrom === null) return
  const next = async () => dayToClose(countingFrom, await readLastClosed(read), ports.clock.now())
  for (let day = await next(); day !== null; day = await next()) await closeDay(ports, day)
}

async function closeDay(ports: ClosingPorts, day: BusinessDay): Promise<void> {
  const { database, clock, log } = ports
  await database.write((tx) => beginClosing(tx, day, clock.now()))
  let after = ''
  for (;;) {
    const members = await membersOf(database.read, day, { after, limit: EMPLOYEES_AT_ONCE })
    const last = members.at(-1)
    if (!last) break
    await closeFor(
      ports,
      day,
      members.filter(({ done }) => !done),
    )
    after = last.id
  }
  const month = monthClosedBy(day)
  if (month) await writeStatements(ports, month)
  const isFirst = await database.write((tx) => saveDayClosing(tx, day, clock.now()))
  if (isFirst) log.info({ day }, 'The day was closed')
}

/** The targets are the ones that were fixed when the day began. */
async function closeFor({ database, targets, clock }: ClosingPorts, day: BusinessDay, members: DayMember[]) {
  if (members.length === 0) return
  const asOf = clock.now()
  const books = await targets.books(database.read, members, { from: day, to: addDays(day, 1) }, { asOf })
  const rows = members.map((member) => {
    const { id: employeeId, branchId, gained, lost, added } = member
    const own = member.employed ? books.get(employeeId)?.on(day) : undefined
    const { policyId = null, weight = 0, target = null } = own ?? {}
    return { employeeId, day, branchId, policyId, weight, target, gained, lost, added, closedAt: asOf }
  })
  await database.write((tx) => saveClosedDays(tx, rows))
}
