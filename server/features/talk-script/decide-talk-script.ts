import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { mayApprove, mayRetire } from '../../domain/talk-script-rules.ts'
import type { Ports } from '../../ports.ts'
import { decideVersion } from './version-store.ts'
import { type Changed, lockManaged } from './write-talk-script.ts'

type Asked = { id: string; version: number }

/** The version approved before goes out of use in the same moment. */
export async function approveTalkScript(actor: EmployeeActor, ports: Ports, { id, version }: Asked): Promise<Changed> {
  return await ports.database.write(async (tx) => {
    const script = await lockManaged(tx, actor, id)
    const draft = script.versions.find((one) => one.version === version && one.state === 'draft')
    if (!actor.roles.includes('operator')) throw new Problem('request/forbidden')
    if (!draft) throw new Problem('talk-script/changed')
    if (!mayApprove(actor, draft)) throw new Problem('talk-script/own-words')
    const decided = { decidedBy: actor.id, decidedAt: ports.clock.now() }
    const before = script.versions.find(({ state }) => state === 'approved')
    if (before) await decideVersion(tx, { scriptId: id, version: before.version }, { state: 'retired', ...decided })
    await decideVersion(tx, { scriptId: id, version }, { state: 'approved', ...decided })
    await ports.audit(tx, actor, 'talk-script/approved', { kind: 'talk-script', id }, { version })
    return { id, version }
  })
}

export async function retireTalkScript(actor: EmployeeActor, ports: Ports, { id, version }: Asked): Promise<Changed> {
  return await ports.database.write(async (tx) => {
    const script = await lockManaged(tx, actor, id)
    const known = script.versions.find((one) => one.version === version)
    if (!known || !mayRetire(actor, script, known)) throw new Problem('talk-script/changed')
    const decided = { state: 'retired', decidedBy: actor.id, decidedAt: ports.clock.now() } as const
    await decideVersion(tx, { scriptId: id, version }, decided)
    await ports.audit(tx, actor, 'talk-script/retired', { kind: 'talk-script', id }, { version })
    return { id, version }
  })
}
