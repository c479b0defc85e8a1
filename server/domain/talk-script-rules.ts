import type { EmployeeActor } from './employee.ts'
import type { TalkScriptState } from './talk-script.ts'

/** A script as far as rights go; `branchId` is null for the whole bank. */
type Script = { branchId: string | null }
type Version = { state: TalkScriptState; writtenBy: string }

const isOperator = ({ roles }: EmployeeActor) => roles.includes('operator')

/** Operators write for the bank, leads for the branches they lead. */
export function mayWrite(actor: EmployeeActor, { branchId }: Script): boolean {
  return branchId === null ? isOperator(actor) : actor.scope.includes(branchId)
}

/** An operator, and never of their own words. */
export function mayApprove(actor: EmployeeActor, { state, writtenBy }: Version): boolean {
  return state === 'draft' && isOperator(actor) && writtenBy !== actor.id
}

export function mayRetire(actor: EmployeeActor, script: Script, { state }: Pick<Version, 'state'>): boolean {
  return state !== 'retired' && (isOperator(actor) || mayWrite(actor, script))
}

/** Whoever writes scripts or approves them; for everybody else there is nothing to manage. */
export function mayManage(actor: EmployeeActor): boolean {
  return isOperator(actor) || actor.scope.length > 0
}
