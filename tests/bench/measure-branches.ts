import { system } from '../../server/domain/employee.ts'
import { keepBranchTargets } from '../../server/features/branch/keep-branch-targets.ts'
import { keepCohorts } from '../../server/features/branch/keep-cohorts.ts'
import { keepMemberLoads } from '../../server/features/branch/keep-member-loads.ts'
import { keepUncaredCounts } from '../../server/features/branch/keep-uncared-counts.ts'
import { targetBooks } from '../../server/features/target/read-target-books.ts'
import type { Caller } from '../support/caller.ts'
import type { TestWorld } from '../support/world.ts'
import { compare } from './measure-calls.ts'

/** The keeping of cohorts ends after twenty seconds and goes on a minute later; so often it has begun and ended by then. */
const COHORT_TURNS = 30
const rounds = Number(process.env.ZHENKE_ROUNDS ?? 40)

/** Milliseconds that each of the kept sums takes for the whole bank, cohorts of 28 days and four horizons together. */
export async function keepSums({ database }: TestWorld, now: Date) {
  const ports = { database, clock: { now: () => now }, targets: targetBooks({ operators: [] }) }
  await database.write(async (tx) => {
    await tx.deleteFrom('branchTarget').execute()
    await tx.deleteFrom('cohortProgress').execute()
  })
  const cohorts = async () => {
    for (let turn = 0; turn < COHORT_TURNS; turn += 1) await keepCohorts(system, ports)
  }
  return {
    targets: await timed(() => keepBranchTargets(system, ports)),
    memberLoads: await timed(() => keepMemberLoads(system, ports)),
    memberLoadsAgain: await timed(() => keepMemberLoads(system, ports)),
    uncared: await timed(() => keepUncaredCounts(system, ports)),
    uncaredAgain: await timed(() => keepUncaredCounts(system, ports)),
    cohorts: await timed(cohorts),
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

type Bank = { lead: Caller; branchId: string }

/** A lead's pages in a bank and in one that is nearly empty: of a branch of some people, and of the whole of it. */
export async function measureBranches(floor: Bank, bank: Bank) {
  const figures: Record<string, Awaited<ReturnType<typeof compare>>> = {}
  const pages = {
    page: 'overview',
    board: 'board',
    peers: 'peers',
    trend: 'trend',
    uncared: 'uncared',
    reached: 'funnel/adds?step=verified&which=reached',
    missing: 'funnel/adds?step=followedUp&which=missing',
    adds: 'adds',
    credits: 'credits?span=month',
    overdue: 'follow-ups?state=overdue',
    contacts: 'contacts',
    leads: 'leads',
  }
  const places = {
    small: [floor.branchId, bank.branchId],
    full: [floor.branchId, 'size-7'],
    whole: ['1', '1'],
  } as const
  for (const [name, path] of Object.entries(pages)) {
    for (const [place, [floorId, bankId]] of Object.entries(places)) {
      const paths = [`/api/branches/${floorId}/${path}`, `/api/branches/${bankId}/${path}`] as const
      figures[`${name} ${place}`] = await compare(floor.lead, bank.lead, ...paths, rounds)
    }
  }
  return figures
}
