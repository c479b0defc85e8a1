import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { readHead, type Head } from './contact-page-store.ts'
import { seenUntil } from './cut-at-end.ts'

export type Look = { head: Head; own: boolean; until: Date | null }

/** Of an own contact freely; a lead's look at a contact of the branch's employees is in the audit log. Throws Problem('contact/not-found') for anybody else. */
export async function lookAtContact(actor: EmployeeActor, ports: Ports, contactId: string): Promise<Look> {
  const { database } = ports
  const head = await readHead(database.read, actor, contactId)
  if (!head) throw new Problem('contact/not-found')
  const own = head.ownerId === actor.id
  if (!own) {
    const facts = { employee: head.ownerId }
    await database.write((tx) => ports.audit(tx, actor, 'contact.read', { kind: 'contact', id: contactId }, facts))
  }
  return { head, own, until: seenUntil(head, actor) }
}
