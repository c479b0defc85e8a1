import { businessDayOf, startOfDay } from '../../domain/business-day.ts'
import { nextMomentIn } from '../../domain/working-hours.ts'
import type { Ports, Tx } from '../../ports.ts'
import { readHoursOf } from '../../working-hours-store.ts'
import { waitsForItsDay } from './notice-store.ts'
import { tellAnew } from './tell-anew.ts'

type Told = { followUpId: string; employeeId: string }

/** At the first moment of the day on which it is due at which they work. */
export async function tellOnItsDay(tx: Tx, ports: Ports, { dueAt, ...told }: Told & { dueAt: Date }): Promise<void> {
  await tellFrom(tx, ports, { ...told, from: startOfDay(businessDayOf(dueAt)) })
}

/** At the first moment from then on at which they work. */
export async function tellFrom(tx: Tx, ports: Ports, { from, ...told }: Told & { from: Date }): Promise<void> {
  const at = nextMomentIn(from, await readHoursOf(tx, told.employeeId, businessDayOf(from)))
  await tellAnew(tx, ports, { ...told, at })
  if (at <= ports.clock.now()) await ports.jobs.send(tx, 'notify-employee', {})
}

/** After it was put off: what waits to be told on its day waits for the new one. */
export async function tellOnNewDay(tx: Tx, ports: Ports, put: Told & { dueAt: Date }): Promise<void> {
  if (await waitsForItsDay(tx, put.followUpId)) await tellOnItsDay(tx, ports, put)
}
