import { addDays, businessDayOf, startOfDay, type BusinessDay } from '../../domain/business-day.ts'
import { RAMP_ENDS } from '../../domain/calendar.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { canHaveJoined } from '../../domain/joining-day.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { findJoiner, lockEmployee, readJoiners, saveJoined, type JoinerRow } from './joining-store.ts'

const SHOWN = 100

/** Who is new, or may be: for operators. */
export async function listJoiners(actor: EmployeeActor, { database, clock }: Ports) {
  requireOperator(actor)
  const asOf = clock.now()
  const since = startOfDay(addDays(businessDayOf(asOf), -RAMP_ENDS))
  return { items: (await readJoiners(database.read, since, SHOWN)).map(viewOf), asOf }
}

/**
 * A target ramps up from the day on; days that have closed stay as they were judged. Throws for the operator's own, and for a
 * day that cannot be.
 */
export async function enterJoiningDay(
  actor: EmployeeActor,
  ports: Ports,
  { id: given, day, reason }: { id: string; day: BusinessDay | null; reason: string },
) {
  requireOperator(actor)
  const id = given.toLowerCase()
  const now = ports.clock.now()
  return await ports.database.write(async (tx) => {
    await lockEmployee(tx, id)
    const known = await findJoiner(tx, id)
    if (!known) throw new Problem('joining-day/not-found')
    if (id === actor.id) throw new Problem('joining-day/own')
    const today = businessDayOf(now)
    const left = known.leftAt && businessDayOf(known.leftAt)
    if (day !== null && !canHaveJoined(day, { today, left }))
      throw new Problem('joining-day/impossible', { day, today })
    const joinedAt = day === null ? null : startOfDay(day)
    await saveJoined(tx, id, joinedAt, now)
    const facts = { before: viewOf(known).joinedOn, after: day, reason }
    await ports.audit(tx, actor, 'employee/joining-day-entered', { kind: 'employee', id }, facts)
    await ports.liveUpdates.changed(tx, [id], 'my-day')
    return viewOf({ ...known, joinedAt })
  })
}

const viewOf = ({ id, name, branchId, branchName, foundAt, joinedAt }: JoinerRow) => ({
  employee: { id, name },
  branch: { id: branchId, name: branchName },
  foundOn: foundAt && businessDayOf(foundAt),
  joinedOn: joinedAt && businessDayOf(joinedAt),
})

/** For everybody else the settings do not exist. */
function requireOperator({ roles }: EmployeeActor): void {
  if (!roles.includes('operator')) throw new Problem('joining-day/not-found')
}
