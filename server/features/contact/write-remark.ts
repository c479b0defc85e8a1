import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { changeOwnProfile, readOwnProfile, refusedWrite } from './own-profile.ts'

/** What the employee calls the contact: WeCom first, which may refuse it, then our copy. */
export async function writeRemark(
  actor: EmployeeActor,
  ports: Ports,
  { contactId, remark }: { contactId: string; remark: string },
): Promise<{ remark: string }> {
  await readOwnProfile(ports.database.read, actor, contactId)
  await ports.wecom.writeRemark(actor.id, contactId, remark).catch(refusedWrite)
  await ports.database.write(async (tx) => {
    await changeOwnProfile(actor, ports, tx, contactId, () => ({ remark }))
    await ports.audit(tx, actor, 'contact/remark-written', { kind: 'contact', id: contactId })
  })
  return { remark }
}
