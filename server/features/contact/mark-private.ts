import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { viewVerdict, type VerdictView } from '../../domain/verdict-view.ts'
import type { Ports } from '../../ports.ts'
import { notePrivate } from './change-store.ts'
import { lockContact } from './contact-store.ts'
import { findOwnAdd, setPrivate } from './private-store.ts'

export type PrivateMark = { privateSince: Date | null; verdict: VerdictView & { addId: string } }

/** Family or a supplier: neither counted nor prompted from now on. A credit that was given stays. Marking twice changes nothing. */
export const markPrivate = (actor: EmployeeActor, ports: Ports, contactId: string): Promise<PrivateMark> =>
  change(actor, ports, contactId, true)

/** Counts again as if the mark had never been; the window has gone on meanwhile. */
export const endPrivate = (actor: EmployeeActor, ports: Ports, contactId: string): Promise<PrivateMark> =>
  change(actor, ports, contactId, false)

function change(actor: EmployeeActor, ports: Ports, contactId: string, isPrivate: boolean): Promise<PrivateMark> {
  const now = ports.clock.now()
  return ports.database.write(async (tx) => {
    await lockContact(tx, contactId)
    const before = await findOwnAdd(tx, actor, contactId)
    if (!before) throw new Problem('contact/not-found')
    if (isPrivate !== (before.privateAt !== null)) {
      await setPrivate(tx, before.id, isPrivate ? now : null)
      await notePrivate(tx, { employeeId: actor.id, contactId }, isPrivate, now)
      const action = isPrivate ? 'contact/marked-private' : 'contact/private-ended'
      await ports.audit(tx, actor, action, { kind: 'contact', id: contactId })
      await ports.consequences(tx, { kind: 'add-changed', contactId, change: 'private' })
    }
    const add = (await findOwnAdd(tx, actor, contactId)) ?? before
    return { privateSince: add.privateAt, verdict: { addId: add.id, ...viewVerdict(add, actor.locale, now).verdict } }
  })
}
