import type { z } from 'zod'
import { findEmployee } from '../directory.ts'
import { changed, type Engine } from '../engine.ts'
import { createRandom } from '../random.ts'
import { beginRelation } from '../relations.ts'
import { madeUpContact } from '../scenario/people.ts'
import type { Contact } from '../world.ts'
import { ControlProblem } from './control.ts'
import type { add } from './schemas.ts'

type Add = z.output<typeof add>

/** A contact scans an employee's code; a name that nobody bears makes a new contact, who then holds the phone. */
export function addContact(engine: Engine, wanted: Add): { contactId: string; addedAt: string } {
  const employee = findEmployee(engine.world, wanted.employeeId)
  if (!employee) throw new ControlProblem(404, `nobody here is called ${wanted.employeeId}`)
  const contact = chooseContact(engine, wanted)
  contact.identity.accountHolder = wanted.accountHolder ?? contact.identity.accountHolder
  contact.identity.isEmployee = wanted.isEmployee ?? contact.identity.isEmployee
  const { addWay, state, half } = wanted
  const relation = beginRelation(engine, { employeeId: employee.id, contactId: contact.id, addWay, state, half })
  if (wanted.startedAt) relation.startedAt = wanted.startedAt.toISOString()
  return { contactId: contact.id, addedAt: relation.startedAt }
}

function chooseContact(engine: Engine, wanted: Add): Contact {
  const { contacts } = engine.world
  const known = contacts.find((contact) =>
    wanted.contactId ? contact.id === wanted.contactId : contact.name === wanted.name,
  )
  if (known) return known
  if (!wanted.name) throw new ControlProblem(404, 'no such contact; give a name to make a new one')
  return makeContact(engine, wanted.name, wanted)
}

function makeContact(engine: Engine, name: string, { identityOf, corpName }: Add): Contact {
  const { contacts, seed } = engine.world
  const twin = contacts.find((contact) => contact.id === identityOf)
  const random = createRandom(seed + contacts.length * 7919)
  const contact = madeUpContact(random, seed, name, contacts.length, {
    identity: twin && { ...twin.identity },
    corpName,
  })
  contacts.push(contact)
  changed(engine)
  return contact
}
