import { sumOfTargets } from '../../domain/branch.ts'
import { addDays, businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import { monthOf } from '../../domain/calendar.ts'
import type { SystemActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { readNextMembers, type MemberRow } from './branch-store.ts'
import * as store from './branch-target-store.ts'

type KeepPorts = Pick<Ports, 'database' | 'clock' | 'targets'>
type Sums = { target: number | null; monthTarget: number | null }

const EMPLOYEES_AT_ONCE = 500
const BOOKS_A_TURN = 50
const AGAIN_MS = 3_600_000
/** A change may be committed a little later than the moment it bears. */
const COMMIT_MS = 60_000
const DAYS_KEPT = 7

/**
 * Keeps what each branch's own employees are asked for today and this month: as soon as the day has begun, then looked at
 * again each hour and computed anew when leave, days, policies or the directory have changed.
 */
export async function keepBranchTargets(_actor: SystemActor, ports: KeepPorts): Promise<void> {
  const { database, clock } = ports
  const asOf = clock.now()
  const day = businessDayOf(asOf)
  const computedAt = await store.readComputedAt(database.read, day)
  if (computedAt !== null && asOf.getTime() - computedAt.getTime() < AGAIN_MS) return
  if (computedAt !== null && !(await hasChanged(ports, computedAt))) {
    await database.write((tx) => store.confirmBranchTargets(tx, day, asOf))
    return
  }
  const sums = await sumByBranch(ports, day, asOf)
  const targets = [...sums].map(([branchId, own]) => ({ branchId, day, ...own, computedAt: asOf }))
  await database.write(async (tx) => {
    await store.replaceBranchTargets(tx, day, targets)
    await store.forgetBranchTargets(tx, addDays(day, -DAYS_KEPT))
  })
}

const hasChanged = ({ database }: KeepPorts, computedAt: Date): Promise<boolean> =>
  store.hasGroundChangedSince(database.read, new Date(computedAt.getTime() - COMMIT_MS))

async function sumByBranch(ports: KeepPorts, day: BusinessDay, asOf: Date): Promise<Map<string, Sums>> {
  const sums = new Map<string, Sums>()
  let after = { branchId: '', id: '' }
  for (;;) {
    const members = await readNextMembers(ports.database.read, after, EMPLOYEES_AT_ONCE)
    const last = members.at(-1)
    if (!last) return sums
    await addUp(ports, members, { day, asOf, sums })
    after = last
  }
}

/** Nobody who asks for a page meanwhile waits for more than a few books. */
async function addUp(
  { database, targets }: KeepPorts,
  members: MemberRow[],
  { day, asOf, sums }: { day: BusinessDay; asOf: Date; sums: Map<string, Sums> },
): Promise<void> {
  const books = await targets.books(database.read, members, { from: day, to: addDays(day, 1) }, { asOf })
  for (const [at, { id, branchId }] of members.entries()) {
    const book = books.get(id)
    const own = { target: book?.on(day).target ?? null, monthTarget: book?.month(monthOf(day)).target ?? null }
    sums.set(branchId, plus(sums.get(branchId), own))
    if (at % BOOKS_A_TURN === 0) await new Promise((turn) => setImmediate(turn))
  }
}

const plus = (sum: Sums = { target: null, monthTarget: null }, own: Sums): Sums => ({
  target: sumOfTargets([sum, own]),
  monthTarget: sumOfTargets([{ target: sum.monthTarget }, { target: own.monthTarget }]),
})
