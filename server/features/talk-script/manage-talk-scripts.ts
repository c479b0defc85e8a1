import { addDays, businessDayOf } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { TalkScriptState } from '../../domain/talk-script.ts'
import { mayApprove, mayManage, mayRetire, mayWrite } from '../../domain/talk-script-rules.ts'
import type { Ports } from '../../ports.ts'
import { type Branch, containing } from './talk-script-store.ts'
import { listLedBranches, listVersions, type VersionRow } from './version-store.ts'

const USED_DAYS = 30

export type ManagedVersion = VersionRow & { may: { edit: boolean; approve: boolean; retire: boolean } }
export type Managed = { items: ManagedVersion[]; branches: Branch[]; forBank: boolean; asOf: Date }

export async function readManagedTalkScripts(
  actor: EmployeeActor,
  { database, clock }: Ports,
  { state, search }: { state: TalkScriptState; search: string | null },
): Promise<Managed> {
  if (!mayManage(actor)) throw new Problem('talk-script/not-found')
  const asOf = clock.now()
  const usedSince = addDays(businessDayOf(asOf), 1 - USED_DAYS)
  const asked = { state, search: search && containing(search), usedSince }
  const versions = await listVersions(database.read, actor, asked)
  const branches = await listLedBranches(database.read, actor)
  const items = versions.map((row) => ({
    ...row,
    may: {
      edit: row.state !== 'retired' && mayWrite(actor, row),
      approve: mayApprove(actor, row),
      retire: mayRetire(actor, row, row),
    },
  }))
  return { items, branches, forBank: mayWrite(actor, { branchId: null }), asOf }
}
