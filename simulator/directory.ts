import { emit } from './callback/emit.ts'
import type { XmlFields } from './callback/xml.ts'
import { changed, type Engine } from './engine.ts'
import type { Branch, Employee, World } from './world.ts'

export function findEmployee(world: World, id: string): Employee | undefined {
  return world.employees.find((employee) => employee.id.toLowerCase() === id.toLowerCase())
}

/** The branch and all branches below it. */
export function branchesBelow(world: World, id: number): Branch[] {
  const own = world.branches.filter((branch) => branch.id === id)
  const children = world.branches.filter((branch) => branch.parentId === id)
  return [...own, ...children.flatMap((child) => branchesBelow(world, child.id))]
}

type EmployeeChange = { [K in keyof Employee]?: Employee[K] | undefined } & { id: string; newId?: string | undefined }

/** Somebody joins, or an employee's entry is changed; `newId` renames. */
export function saveEmployee(engine: Engine, wanted: EmployeeChange): Employee {
  const known = findEmployee(engine.world, wanted.id)
  const { newId, ...given } = wanted
  const fields: Partial<Employee> = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  if (known) return changeEmployee(engine, known, fields, newId)
  const employee: Employee = {
    id: wanted.id,
    name: wanted.id,
    branchId: 2,
    position: '柜员',
    isLead: false,
    isOperator: false,
    status: 1,
    hasCustomerContact: true,
    ...fields,
  }
  engine.world.employees.push(employee)
  tell(engine, 'create_user', employeeFields(employee))
  return employee
}

function changeEmployee(
  engine: Engine,
  known: Employee,
  fields: Partial<Employee>,
  newId: string | undefined,
): Employee {
  const before = known.id
  Object.assign(known, fields, { id: newId ?? known.id })
  if (newId) renameEverywhere(engine.world, before, newId)
  const [, ...rest] = employeeFields(known)
  tell(engine, 'update_user', [['UserID', before], ['NewUserID', newId], ...rest])
  return known
}

function renameEverywhere(world: World, before: string, after: string): void {
  for (const one of [...world.relations, ...world.chats, ...world.notices]) {
    if (one.employeeId === before) one.employeeId = after
  }
  for (const group of world.groupChats) {
    group.employeeIds = group.employeeIds.map((id) => (id === before ? after : id))
    if (group.ownerId === before) group.ownerId = after
  }
  if (world.meId === before) world.meId = after
}

export function removeEmployee(engine: Engine, id: string): boolean {
  const known = findEmployee(engine.world, id)
  if (!known) return false
  engine.world.employees = engine.world.employees.filter((employee) => employee !== known)
  tell(engine, 'delete_user', [['UserID', known.id]])
  return true
}

export function saveBranch(engine: Engine, wanted: Branch): void {
  const known = engine.world.branches.find((branch) => branch.id === wanted.id)
  if (known) Object.assign(known, wanted)
  else engine.world.branches.push(wanted)
  tell(engine, known ? 'update_party' : 'create_party', [
    ['Id', wanted.id],
    ['Name', wanted.name],
    ['ParentId', String(wanted.parentId)],
  ])
}

export function removeBranch(engine: Engine, id: number): boolean {
  const known = engine.world.branches.find((branch) => branch.id === id)
  if (!known) return false
  engine.world.branches = engine.world.branches.filter((branch) => branch !== known)
  tell(engine, 'delete_party', [['Id', id]])
  return true
}

function employeeFields(employee: Employee): XmlFields {
  return [
    ['UserID', employee.id],
    ['Name', employee.name],
    ['Department', String(employee.branchId)],
    ['MainDepartment', employee.branchId],
    ['IsLeaderInDept', employee.isLead ? '1' : '0'],
    ['Position', employee.position],
    ['Status', employee.status],
  ]
}

function tell(engine: Engine, change: string, fields: XmlFields): void {
  emit(engine, 'directory', change, [['Event', 'change_contact'], ['ChangeType', change], ...fields])
  changed(engine)
}
