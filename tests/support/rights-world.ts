import { makeAssignment } from './assignment-rights.ts'
import type { Caller } from './caller.ts'
import { makeExport, makeStandIn } from './branch-rights.ts'
import { makeStatements } from './month-rights.ts'
import { makePlannedPolicy, makePolicyChange } from './policy-rights.ts'
import { makeTalkScript } from './talk-script-rights.ts'
import { startWorld, type TestWorld } from './world.ts'

export const roles = ['teller', 'accountManager', 'lead', 'operator', 'contact', 'nobody'] as const
export type Role = (typeof roles)[number]
export const belongings = ['own', 'same', 'other', 'left', 'none'] as const
export type Belonging = (typeof belongings)[number]
export type ObjectKind =
  | 'contact'
  | 'groupChat'
  | 'add'
  | 'prompt'
  | 'followUp'
  | 'completedFollowUp'
  | 'assignment'
  | 'branch'
  | 'review'
  | 'appeal'
  | 'plannedPolicy'
  | 'policyChange'
  | 'employee'
  | 'leave'
  | 'export'
  | 'standIn'
  | 'talkScript'
  | 'picture'

/** Branch 2 is everybody's own but the operator's, who sits at head office (1); 3 is another. */
const employees = {
  teller: 'LinXiaoMan',
  accountManager: 'XuChuan',
  lead: 'LiChunFeng',
  operator: 'ZhouYunFan',
} as const
const colleague = 'ZhaoTing'
const stranger = 'HeQing'
const leaver = 'WangXuGou'

export type RightsWorld = {
  world: TestWorld
  callers: Record<Role, Caller>
  /** The id of a thing of this kind that belongs to whom `belonging` says, seen from `role`. */
  idOf(kind: ObjectKind, role: Role, belonging: Belonging): Promise<string>
}

export async function startRightsWorld(): Promise<RightsWorld> {
  const world = await startWorld()
  await world.control('employees', { id: leaver, name: '王虚构', branchId: 2, position: '柜员' })
  const owners = [...Object.values(employees), colleague, stranger, leaver]
  const contacts = new Map<string, string>()
  for (const employeeId of owners) {
    const added = await world.control<{ contactId: string }>('adds', { employeeId, name: `虚构客户${employeeId}` })
    contacts.set(employeeId.toLowerCase(), added.contactId)
  }
  await world.product.runDue()
  await world.control('employees/removal', { id: leaver })
  await world.product.runDue()
  await makeStatements(world)
  const callers = {
    teller: await world.signIn(employees.teller),
    accountManager: await world.signIn(employees.accountManager),
    lead: await world.signIn(employees.lead),
    operator: await world.signIn(employees.operator),
    contact: world.stranger(),
    nobody: world.stranger(),
  }
  // A contact's cookie opens nothing on the employees' origin, even when it is sent there.
  callers.contact.jar.set('__Host-opening', 'c'.repeat(64))
  const ownerOf = (role: Role, belonging: Belonging): string | null => {
    if (belonging === 'none') return null
    if (belonging === 'left') return leaver.toLowerCase()
    if (belonging === 'other') return stranger.toLowerCase()
    const isEmployee = role !== 'contact' && role !== 'nobody'
    return (belonging === 'own' && isEmployee ? employees[role] : colleague).toLowerCase()
  }
  return {
    world,
    callers,
    async idOf(kind, role, belonging) {
      const owner = ownerOf(role, belonging)
      if (kind === 'branch')
        return { own: role === 'operator' ? '1' : '2', same: '2', other: '3', left: '4', none: '99' }[belonging]
      if (owner === null)
        return kind === 'contact' || kind === 'groupChat'
          ? 'wmNOBODYMADEUP'
          : world.simulator.clock
              .now()
              .getTime()
              .toString(16)
              .padStart(12, '0')
              .replace(/^(.{8})(.{4})$/, '$1-$2-7000-8000-000000000000')
      return makeThing(world, kind, owner, contacts.get(owner) ?? '')
    },
  }
}

let made = 0
const freshId = () => {
  made += 1
  return `0198c0de-0000-7000-8000-${made.toString().padStart(12, '0')}`
}

async function makeThing(world: TestWorld, kind: ObjectKind, employeeId: string, contactId: string): Promise<string> {
  switch (kind) {
    case 'contact':
    case 'branch':
      return contactId
    case 'employee':
      return employeeId
    case 'groupChat':
      return makeGroupChat(world, employeeId, contactId)
    case 'leave':
      return makeLeave(world, employeeId)
    case 'talkScript':
      return (await makeTalkScript(world, employeeId)).id
    case 'picture':
      return (await makeTalkScript(world, employeeId)).pictureId
    case 'export':
      return makeExport(world, employeeId)
    case 'standIn':
      return makeStandIn(world, employeeId)
    case 'add':
      return (
        await world.database.read
          .selectFrom('add')
          .select('id')
          .where('employeeId', '=', employeeId)
          .where('contactId', '=', contactId)
          .executeTakeFirstOrThrow()
      ).id
    case 'review':
      return makeReview(world, employeeId, contactId)
    case 'appeal':
      return makeAppeal(world, employeeId, contactId)
    case 'plannedPolicy':
      return makePlannedPolicy(world, employeeId)
    case 'policyChange':
      return makePolicyChange(world, employeeId)
    case 'prompt':
      return makePrompt(world, employeeId, contactId)
    case 'followUp':
      return makeFollowUp(world, employeeId, contactId, 'open')
    case 'assignment':
      return makeAssignment(world, employeeId, freshId())
    case 'completedFollowUp':
      return makeFollowUp(world, employeeId, contactId, 'completed')
  }
}

/** With nobody else of the bank in it. */
async function makeGroupChat(world: TestWorld, ownerId: string, contactId: string): Promise<string> {
  const wanted = { name: '虚构的群', ownerId, contactIds: [contactId] }
  return (await world.control<{ chatId: string }>('group-chats', wanted)).chatId
}

async function makeReview(
  world: TestWorld,
  employeeId: string,
  contactId: string,
  rejectedBy?: string,
): Promise<string> {
  const addId = await makeThing(world, 'add', employeeId, contactId)
  const id = freshId()
  const openedAt = world.simulator.clock.now()
  const opened = { openedBy: 'system', openedAt, dueAt: new Date(openedAt.getTime() + 7 * 86_400_000) }
  const outcome = { outcome: 'rejected', closedAt: openedAt, proposedBy: rejectedBy, decidedBy: rejectedBy } as const
  await world.database.write(async (tx) => {
    await tx.deleteFrom('appeal').where('addId', '=', addId).execute()
    await tx.deleteFrom('review').where('addId', '=', addId).execute()
    await tx
      .insertInto('review')
      .values({ id, addId, origin: 'lead', reason: '虚构的理由', ...opened, ...(rejectedBy ? outcome : {}) })
      .execute()
  })
  return id
}

async function makeAppeal(world: TestWorld, employeeId: string, contactId: string): Promise<string> {
  const addId = await makeThing(world, 'add', employeeId, contactId)
  const reviewId = await makeReview(world, employeeId, contactId, 'system')
  const id = freshId()
  const written = { text: '虚构的申诉', by: employeeId, at: world.simulator.clock.now(), state: 'waiting' } as const
  await world.database.write(async (tx) => {
    await tx
      .insertInto('appeal')
      .values({ id, addId, reviewId, ...written })
      .execute()
  })
  return id
}

async function makeLeave(world: TestWorld, employeeId: string): Promise<string> {
  const id = freshId()
  const span = { firstDay: '2026-12-21', firstHalf: 'morning', lastDay: '2026-12-21', lastHalf: 'afternoon' } as const
  const entered = { enteredBy: 'system', enteredAt: world.simulator.clock.now(), cancelledBy: null, cancelledAt: null }
  await world.database.write(async (tx) => {
    await tx
      .insertInto('leave')
      .values({ id, employeeId, ...span, ...entered })
      .execute()
  })
  return id
}

async function makePrompt(world: TestWorld, employeeId: string, contactId: string): Promise<string> {
  const id = freshId()
  const createdAt = world.simulator.clock.now()
  const expiresAt = new Date(createdAt.getTime() + 72 * 3_600_000)
  const row = { id, contactId, employeeId, tokenHash: id, createdAt, expiresAt, failedAttempts: 0 }
  await world.database.write(async (tx) => {
    await tx.deleteFrom('prompt').where('contactId', '=', contactId).execute()
    await tx
      .insertInto('prompt')
      .values({ ...row, sentAt: null, openedAt: null, endedAt: null, endedBecause: null })
      .execute()
  })
  return id
}

async function makeFollowUp(
  world: TestWorld,
  assigneeId: string,
  contactId: string,
  state: 'open' | 'completed',
): Promise<string> {
  const id = freshId()
  const createdAt = world.simulator.clock.now()
  await world.database.write(async (tx) => {
    await tx
      .insertInto('followUp')
      .values({
        id,
        contactId,
        assigneeId,
        kind: 'other',
        title: '虚构的任务',
        reason: '',
        dueAt: new Date(createdAt.getTime() + 86_400_000),
        priority: 'normal',
        state,
        origin: 'employee',
        createdBy: assigneeId,
        createdAt,
        outcome: state === 'completed' ? 'reached' : null,
        note: null,
        closedAt: state === 'completed' ? createdAt : null,
        closedItself: false,
      })
      .execute()
  })
  return id
}
