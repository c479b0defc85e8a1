import type { CallbackEvent } from '../../domain/callback-event.ts'
import type { SystemActor } from '../../domain/employee.ts'
import type { EndedBy } from '../../domain/relation.ts'
import type { Effect, Ports } from '../../ports.ts'
import type { WeComContact, WeComRelation } from '../../wecom-port.ts'
import {
  type LearnedFact,
  readRelations,
  saveContact,
  saveProfile,
  saveUnknownContact,
  saveUnknownProfile,
} from './contact-store.ts'
import { findRuleSubject } from './record-add-store.ts'
import { recordFacts } from './record-facts.ts'

export type RelationEvent = Extract<
  CallbackEvent,
  {
    kind:
      | 'contact-added'
      | 'contact-edited'
      | 'contact-half-added'
      | 'employee-removed-contact'
      | 'contact-removed-employee'
  }
>
type Event<K extends RelationEvent['kind']> = Extract<RelationEvent, { kind: K }>

/** Asks WeCom for what the event leaves out, then says what to write. A half add is no add: the full one is told when it comes. */
export async function recordRelation(_actor: SystemActor, ports: Ports, event: RelationEvent): Promise<Effect> {
  switch (event.kind) {
    case 'contact-half-added':
      return async () => undefined
    case 'contact-added':
      return start(ports, event)
    case 'contact-edited':
      return refresh(ports, event)
    case 'contact-removed-employee':
      return end(ports, event, 'contact')
    case 'employee-removed-contact':
      return end(ports, event, event.byTransfer ? 'transfer' : 'employee')
  }
}

async function start(ports: Ports, event: Event<'contact-added'>): Promise<Effect> {
  const { employeeId, contactId, at } = event
  const { contact, relation, readAt } = await readDetails(ports, event)
  const fallbackBranchId = await branchOutsideDirectory(ports, employeeId)
  const facts: LearnedFact[] = [{ kind: 'started', at, source: 'event' }]
  const toldStart = relation?.startedAt
  if (toldStart && toldStart.getTime() !== at.getTime())
    facts.push({ kind: 'started', at: toldStart, source: 'details' })
  return async (tx) => {
    if (contact) await saveContact(tx, contact, readAt)
    else await saveUnknownContact(tx, contactId, readAt)
    if (relation) await saveProfile(tx, contactId, withChannel(relation, event.channel), readAt)
    else await saveUnknownProfile(tx, { employeeId, contactId }, event.channel)
    await recordFacts(tx, ports, { employeeId, contactId, facts, learnedAt: readAt, fallbackBranchId })
  }
}

/** Remark, tags and name only: whether the two are related is told by adds and removals. */
async function refresh(ports: Ports, event: Event<'contact-edited'>): Promise<Effect> {
  const { employeeId, contactId } = event
  const { contact, relation, readAt } = await readDetails(ports, event)
  return async (tx) => {
    const known = await readRelations(tx, { employeeId, contactId })
    if (known.length === 0 || !contact || !relation) return
    await saveContact(tx, contact, readAt)
    await saveProfile(tx, contactId, relation, readAt)
    await ports.consequences(tx, { kind: 'relation-changed', contactId, employeeId, change: 'edited' })
  }
}

function end(
  ports: Ports,
  event: Event<'contact-removed-employee' | 'employee-removed-contact'>,
  endedBy: EndedBy,
): Effect {
  const { employeeId, contactId, at } = event
  const facts: LearnedFact[] = [{ kind: 'ended', at, endedBy, source: 'event' }]
  const learnedAt = ports.clock.now()
  return async (tx) => {
    await recordFacts(tx, ports, { employeeId, contactId, facts, learnedAt, fallbackBranchId: '' })
  }
}

type Details = { contact: WeComContact | null; relation: WeComRelation | null; readAt: Date }

async function readDetails(ports: Ports, { employeeId, contactId }: RelationEvent): Promise<Details> {
  const readAt = ports.clock.now()
  const found = await ports.wecom.readContact(contactId)
  const relation = found?.relations.find((one) => one.employeeId === employeeId) ?? null
  return { contact: found?.contact ?? null, relation, readAt }
}

/** A new colleague may be added before the directory has told of them. */
async function branchOutsideDirectory(ports: Ports, employeeId: string): Promise<string> {
  if (await findRuleSubject(ports.database.read, employeeId)) return ''
  return (await ports.wecom.readEmployee(employeeId))?.branchId ?? ''
}

function withChannel(relation: WeComRelation, channel: string): WeComRelation {
  return { ...relation, channel: relation.channel || channel }
}
