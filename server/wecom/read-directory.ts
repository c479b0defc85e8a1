import { z } from 'zod'
import type { WeComBranch, WeComEmployee } from '../wecom-port.ts'
import type { Call } from './call.ts'
import { orNull } from './refusal.ts'

const departments = z.object({
  department: z
    .array(z.object({ id: z.number().int(), name: z.string().default(''), parentid: z.number().int().default(0) }))
    .default([]),
})
const member = z.object({
  userid: z.string().min(1),
  name: z.string().default(''),
  department: z.array(z.number().int()).default([]),
  is_leader_in_dept: z.array(z.number().int()).default([]),
  main_department: z.number().int().optional(),
  position: z.string().default(''),
  status: z.number().int().default(1),
})
const members = z.object({ userlist: z.array(member).default([]) })
const outOfSight = [60011, 60111, 40003, 46004]

/** In WeCom's order, parents known by their id; the root has no parent. */
export async function readBranches(call: Call): Promise<WeComBranch[]> {
  const { department } = await call('department/list', { schema: departments })
  return department.map(({ id, name, parentid }, position) => ({
    id: String(id),
    name,
    parentId: parentid === 0 ? null : String(parentid),
    position,
  }))
}

/** Asked department by department, since user/list tells only those directly in it. */
export async function readDirectory(call: Call): Promise<{ branches: WeComBranch[]; employees: WeComEmployee[] }> {
  const branches = await readBranches(call)
  const known = new Map<string, WeComEmployee>()
  for (const { id } of branches) {
    const found = await orNull(call('user/list', { query: { department_id: id }, schema: members }), [60011])
    for (const one of found?.userlist ?? []) known.set(one.userid.toLowerCase(), toEmployee(one))
  }
  return { branches, employees: [...known.values()] }
}

export async function readEmployee(call: Call, employeeId: string): Promise<WeComEmployee | null> {
  const found = await orNull(call('user/get', { query: { userid: employeeId }, schema: member }), outOfSight)
  return found && toEmployee(found)
}

function toEmployee(given: z.output<typeof member>): WeComEmployee {
  const main = given.main_department ?? given.department[0]
  return {
    id: given.userid.toLowerCase(),
    userid: given.userid,
    name: given.name,
    branchId: main === undefined ? '' : String(main),
    position: given.position,
    leads: given.department.filter((_, index) => given.is_leader_in_dept[index] === 1).map(String),
    state: stateOf(given.status),
  }
}

/** 1 active, 2 disabled, 4 not activated, 5 left. */
function stateOf(status: number): WeComEmployee['state'] {
  if (status === 1) return 'active'
  return status === 5 ? 'left' : 'disabled'
}
