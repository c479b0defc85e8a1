import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AssignmentFilter } from '../../server/domain/assignment.ts'
import { system, type EmployeeActor } from '../../server/domain/employee.ts'
import { funnelSides, funnelSteps, horizons } from '../../server/domain/funnel.ts'
import { keepCohorts } from '../../server/features/branch/keep-cohorts.ts'
import { readBranchOverview } from '../../server/features/branch/read-branch-overview.ts'
import { readFunnelAdds } from '../../server/features/branch/read-lists.ts'
import { previewAssignment } from '../../server/features/follow-up/preview-assignment.ts'
import type { Tx } from '../../server/ports.ts'
import { people, startBranchGround, type BranchGround } from '../support/branch-ground.ts'
import { layHistories, makeLarge } from '../support/branch-histories.ts'

const { leadA, head } = people

let ground: BranchGround
beforeAll(async () => {
  ground = await startBranchGround()
  await ground.fresh()
  await write(layHistories)
  await write(layTwists)
})
afterAll(() => ground.stop())

const write = (work: (tx: Tx) => Promise<unknown>) => ground.ports.database.write(work)

/** One is private, one was added by two, and one has gone to another branch. */
async function layTwists(tx: Tx): Promise<void> {
  const at = new Date('2026-11-10T10:00:00+08:00')
  await tx.updateTable('add').set({ privateAt: at }).where('contactId', '=', 'h10').execute()
  const rules = { policyId: null, privateAt: null, windowEndsAt: null, settleAt: null }
  const verdict = { verdictStatus: 'awaiting', verdictReason: 'not-verified', verdictSince: at } as const
  const again = { contactId: 'h11', employeeId: 'teller-a1', startedAt: at }
  await tx
    .insertInto('add')
    .values({ id: 'add-again', ...again, branchId: '2', ...rules, ...verdict })
    .execute()
  await tx
    .insertInto('relation')
    .values({ ...again, endedAt: null, endedBy: null })
    .execute()
  await tx.updateTable('relation').set({ endedAt: at, endedBy: 'transfer' }).where('contactId', '=', 'h13').execute()
  const taken = { contactId: 'h13', employeeId: 'teller-b1', startedAt: at }
  await tx
    .insertInto('relation')
    .values({ ...taken, endedAt: null, endedBy: null })
    .execute()
}

type Asked = { step: (typeof funnelSteps)[number]; which: 'reached' | 'missing'; horizon: (typeof horizons)[number] }

/** The contacts of the list, each once, and the employees with whom they were added. */
async function listed(lead: EmployeeActor, branchId: string, asked: Asked): Promise<string[]> {
  const contacts = new Set<string>()
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await readFunnelAdds(lead, ground.ports, { branchId, ...asked, cursor })
    for (const { contactId } of items) contacts.add(contactId)
    if (nextCursor === null) return [...contacts].toSorted()
    cursor = nextCursor
  }
}

/** Of the contacts, those who have a live relation within the branches that is not marked as private. */
async function reachable(contactIds: string[], branchIds: string[]): Promise<string[]> {
  const { read } = ground.ports.database
  const live = await read
    .selectFrom('relation')
    .innerJoin('employee', 'employee.id', 'relation.employeeId')
    .select(['relation.contactId', 'relation.employeeId'])
    .where('relation.endedAt', 'is', null)
    .where('employee.branchId', 'in', branchIds)
    .execute()
  const own = await read
    .selectFrom('add')
    .select(['contactId', 'employeeId'])
    .where('privateAt', 'is not', null)
    .execute()
  const isPrivate = (one: { contactId: string; employeeId: string }) =>
    own.some(({ contactId, employeeId }) => contactId === one.contactId && employeeId === one.employeeId)
  const open = new Set(live.filter((one) => !isPrivate(one)).map(({ contactId }) => contactId))
  return contactIds.filter((id) => open.has(id))
}

async function preview(lead: EmployeeActor, filter: AssignmentFilter) {
  const what = { kind: 'call', title: '样例：回访', reason: '样例', priority: 'normal', talkScriptId: null } as const
  const whom = { contactIds: null, filter, assigneeIds: null, includeOnLeave: true, dueAt: null }
  return await previewAssignment(lead, ground.ports, { ...what, ...whom })
}

const places = funnelSteps.flatMap((step) => funnelSides.map((which) => ({ step, which })))

describe('What is assigned from a step of the funnel', () => {
  it.each(places)('is for all of the list who can still be reached: $step $which', async ({ step, which }) => {
    for (const horizon of horizons) {
      for (const [lead, branchId, branchIds] of [
        [leadA, '2', ['2']],
        [head, '1', ['1', '2', '3']],
      ] as const) {
        const list = await listed(lead, branchId, { step, which, horizon })
        const expected = await reachable(list, [...branchIds])
        const { contacts } = await preview(lead, { branch: branchId, step, which, horizon })
        expect([horizon, branchId, contacts]).toEqual([horizon, branchId, expected.length])
      }
    }
  })

  it('leaves out of the list who has ended, is private, or has gone to another branch, and nobody else', async () => {
    const list = await listed(leadA, '2', { step: 'added', which: 'reached', horizon: 7 })
    const { contacts } = await preview(leadA, { branch: '2', step: 'added', which: 'reached', horizon: 7 })
    const left = list.filter((id) => ['h7', 'h14', 'h28', 'h10', 'h13'].includes(id) || Number(id.slice(1)) % 7 === 0)
    expect(left).toEqual(expect.arrayContaining(['h10', 'h13', 'h14', 'h28']))
    expect(contacts).toBe(list.length - left.length)
  })

  it('is seven days after the add and who reached it, unless told otherwise', async () => {
    const usual = await preview(leadA, { branch: '2', step: 'verified' })
    const told = await preview(leadA, { branch: '2', step: 'verified', which: 'reached', horizon: 7 })
    expect(usual.contacts).toBe(told.contacts)
    expect(told.contacts).toBeGreaterThan(0)
  })

  it('is nobody of a branch that is not theirs', async () => {
    await expect(preview(leadA, { branch: '3', step: 'added' })).rejects.toMatchObject({ code: 'branch/not-found' })
  })

  it('is for the same contacts where the list comes from kept sums', async () => {
    const before = await preview(head, { branch: '1', step: 'prompted', which: 'missing', horizon: 7 })
    await keepCohorts(system, ground.ports)
    await write(makeLarge)
    const list = await listed(head, '1', { step: 'prompted', which: 'missing', horizon: 7 })
    expect(before.contacts).toBe((await reachable(list, ['1', '2', '3'])).length)
  })
})

describe('What is assigned from reviews and appeals that wait', () => {
  const review = (contactId: string, outcome: 'accepted' | 'rejected' | null) => {
    const opened = { origin: 'lead', reason: '样例', openedBy: 'lead-a', openedAt: now, dueAt: now } as const
    const proposal = outcome === 'rejected' ? { proposedBy: 'lead-a', proposedAt: now, proposedReason: '样例' } : {}
    const closing = outcome ? { outcome, decidedBy: 'head', decisionReason: '样例', closedAt: now } : {}
    return { id: `r-${contactId}`, addId: `add-${contactId}`, ...opened, ...proposal, ...closing }
  }
  const now = new Date('2026-11-23T10:00:00+08:00')

  it('is for whose add is held, or whose appeal is not decided, as many as are owed', async () => {
    await write(async (tx) => {
      for (const [contactId, outcome] of [
        ['h1', null],
        ['h2', null],
        ['h3', null],
        ['h4', 'accepted'],
        ['h5', 'rejected'],
        ['h8', 'rejected'],
      ] as const)
        await tx.insertInto('review').values(review(contactId, outcome)).execute()
      for (const [contactId, state] of [
        ['h5', 'waiting'],
        ['h8', 'refused'],
      ] as const) {
        const decided = state === 'refused' ? { answer: '样例', decidedBy: 'head', decidedAt: now } : {}
        const written = { text: '样例', by: 'teller-a1', at: now, state, ...decided }
        await tx
          .insertInto('appeal')
          .values({ id: `a-${contactId}`, addId: `add-${contactId}`, reviewId: `r-${contactId}`, ...written } as never)
          .execute()
      }
    })
    const { owed } = await readBranchOverview(leadA, ground.ports, { branchId: '2', day: null })
    const held = await preview(leadA, { branch: '2', review: 'open' })
    const appealed = await preview(leadA, { branch: '2', review: 'appeal' })
    expect([held.contacts, appealed.contacts]).toEqual([2, 1])
    expect([owed.reviews, owed.appeals]).toEqual([held.contacts, appealed.contacts])
  })
})
