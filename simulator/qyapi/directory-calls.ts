import { z } from 'zod'
import { branchesBelow, findEmployee } from '../directory.ts'
import type { Branch, Employee, World } from '../world.ts'
import { type Call, get, post } from './call.ts'
import { page } from './cursor.ts'
import { WeComError } from './errors.ts'

const optionalId = z.object({ id: z.coerce.number().int().optional() })
const ofDepartment = z.object({ department_id: z.coerce.number().int() })

export const directoryCalls: Call[] = [
  get('department/list', {
    who: 'both',
    empty: { department: [] },
    params: optionalId,
    answer: ({ engine }, { id }) => ({
      department: subtree(engine.world, id).map((one) => department(engine.world, one)),
    }),
  }),
  get('department/simplelist', {
    who: 'both',
    empty: { department_id: [] },
    params: optionalId,
    answer: ({ engine }, { id }) => ({
      department_id: subtree(engine.world, id).map((one) => ({
        id: one.id,
        parentid: one.parentId,
        order: orderOf(one),
      })),
    }),
  }),
  get('department/get', {
    who: 'both',
    params: z.object({ id: z.coerce.number().int() }),
    answer: ({ engine }, { id }) => ({ department: department(engine.world, branch(engine.world, id)) }),
  }),
  get('user/get', {
    who: 'both',
    params: z.object({ userid: z.string().min(1) }),
    answer: ({ engine }, { userid }) => {
      const found = findEmployee(engine.world, userid)
      if (!found) throw new WeComError(60111)
      return member(engine.world, found)
    },
  }),
  get('user/list', {
    empty: { userlist: [] },
    params: ofDepartment,
    answer: ({ engine }, params) => ({
      userlist: inDepartment(engine.world, params.department_id).map((one) => member(engine.world, one)),
    }),
  }),
  get('user/simplelist', {
    empty: { userlist: [] },
    params: ofDepartment,
    answer: ({ engine }, params) => ({
      userlist: inDepartment(engine.world, params.department_id).map((one) => ({
        userid: one.id,
        name: one.name,
        department: [one.branchId],
      })),
    }),
  }),
  post('user/list_id', {
    who: 'contact-sync',
    empty: { dept_user: [], next_cursor: '' },
    params: z.object({ cursor: z.string().default(''), limit: z.number().int().min(1).max(10_000).default(10_000) }),
    answer: ({ engine }, { cursor, limit }) => {
      const { part, next } = page(engine.world.employees, cursor, limit)
      return { dept_user: part.map((one) => ({ userid: one.id, department: one.branchId })), next_cursor: next }
    },
  }),
  get('tag/list', {
    empty: { taglist: [] },
    params: z.object({}),
    answer: ({ engine }) => ({ taglist: engine.world.memberTags.map((tag) => ({ tagid: tag.id, tagname: tag.name })) }),
  }),
  get('tag/get', {
    empty: { userlist: [], partylist: [] },
    params: z.object({ tagid: z.coerce.number().int() }),
    answer: ({ engine }, { tagid }) => {
      const tag = engine.world.memberTags.find((one) => one.id === tagid)
      if (!tag) throw new WeComError(40068)
      const members = engine.world.employees.filter((one) => tag.employeeIds.includes(one.id))
      return { tagname: tag.name, userlist: members.map((one) => ({ userid: one.id, name: one.name })), partylist: [] }
    },
  }),
]

function subtree(world: World, id: number | undefined): Branch[] {
  const found = branchesBelow(world, id ?? 1)
  if (found.length === 0) throw new WeComError(60123)
  return found
}

function branch(world: World, id: number): Branch {
  const found = world.branches.find((one) => one.id === id)
  if (!found) throw new WeComError(60123)
  return found
}

function inDepartment(world: World, id: number): Employee[] {
  const { id: known } = branch(world, id)
  return world.employees.filter((employee) => employee.branchId === known)
}

function orderOf(one: Branch): number {
  return 100_000_000 - one.id
}

function department(world: World, one: Branch) {
  const leaders = world.employees.filter((employee) => employee.isLead && employee.branchId === one.id)
  return {
    id: one.id,
    name: one.name,
    name_en: '',
    department_leader: leaders.map((leader) => leader.id),
    parentid: one.parentId,
    order: orderOf(one),
  }
}

// Avatar, gender, mobile and mail are not returned to apps made after June 2022.
function member(world: World, one: Employee) {
  const above = world.employees.find((other) => other.isLead && other.branchId === one.branchId && other !== one)
  return {
    userid: one.id,
    name: one.name,
    department: [one.branchId],
    order: [0],
    is_leader_in_dept: [one.isLead ? 1 : 0],
    main_department: one.branchId,
    direct_leader: above ? [above.id] : [],
    position: one.position,
    status: one.status,
    isleader: one.isLead ? 1 : 0,
    enable: one.status === 2 ? 0 : 1,
    alias: '',
    extattr: { attrs: [] },
  }
}
