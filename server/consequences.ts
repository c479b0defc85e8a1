import { findRelatedEmployees } from './consequences-store.ts'
import { system } from './domain/employee.ts'
import type { DomainEvent, LiveUpdateKind } from './domain/event.ts'
import { settleAdds, settleAddsOf } from './features/add/settle-adds.ts'
import { closeFulfilled } from './features/follow-up/close-fulfilled.ts'
import { withdrawMessages } from './features/notice/recall-messages.ts'
import type { LiveChannel } from './http/live-updates.ts'
import { endSessionsOf } from './http/session-store.ts'
import type { Consequences, Ports, Tx } from './ports.ts'

type Given<Event> = { event: Event; tx: Tx; ports: Ports; live: LiveChannel }
type FollowUpChanged = Extract<DomainEvent, { kind: 'follow-up-changed' }>
type Follow<Event> = (given: Given<Event>) => Promise<void>
type Table = { [Kind in DomainEvent['kind']]: Follow<Extract<DomainEvent, { kind: Kind }>>[] }

/** What follows from what, in this order, in the transaction of the cause. None of it raises a further event. */
const table: Table = {
  'relation-changed': [settle, closeWhatCameTrue, tell('my-day')],
  'prompt-changed': [tell('verification')],
  'verification-changed': [settle, closeWhatCameTrue, tell('verification'), tell('my-day')],
  'add-changed': [settle, closeWhatCameTrue, tell('verification'), tell('my-day')],
  'follow-up-changed': [closeWhatIsDone, tellAssignee],
  'assignment-undone': [withdrawWhatWasTold],
  'employee-changed': [settleTheirs, endTheirSessions],
}

/** The consequences port; `ports` is asked for late, since the two need each other. */
export function createConsequences(ports: () => Ports, live: LiveChannel): Consequences {
  const run = async <Event>(follows: Follow<Event>[], event: Event, tx: Tx) => {
    for (const follow of follows) await follow({ event, tx, ports: ports(), live })
  }
  return (tx, event) => {
    switch (event.kind) {
      case 'relation-changed':
        return run(table[event.kind], event, tx)
      case 'prompt-changed':
        return run(table[event.kind], event, tx)
      case 'verification-changed':
        return run(table[event.kind], event, tx)
      case 'add-changed':
        return run(table[event.kind], event, tx)
      case 'follow-up-changed':
        return run(table[event.kind], event, tx)
      case 'assignment-undone':
        return run(table[event.kind], event, tx)
      case 'employee-changed':
        return run(table[event.kind], event, tx)
    }
  }
}

async function settle({ event, tx, ports }: Given<{ contactId: string }>): Promise<void> {
  await settleAdds(system, ports, tx, event.contactId)
}

async function settleTheirs({ event, tx, ports }: Given<{ employeeId: string }>): Promise<void> {
  await settleAddsOf(system, ports, tx, event.employeeId)
}

async function closeWhatCameTrue({ event, tx, ports }: Given<{ contactId: string }>): Promise<void> {
  await closeFulfilled(system, ports, tx, event)
}

/** A conversation that was had closes what a rule had made for it. */
async function closeWhatIsDone({ event, tx, ports }: Given<FollowUpChanged>): Promise<void> {
  const { change, contactId, followUpId } = event
  if (change !== 'assigned') await closeFulfilled(system, ports, tx, { contactId, because: followUpId })
}

async function withdrawWhatWasTold({ event, tx, ports }: Given<{ assignmentId: string }>): Promise<void> {
  await withdrawMessages(system, ports, tx, event.assignmentId)
}

/** Tells the open sidebars of everybody who is related with the contact. */
function tell(kind: LiveUpdateKind): Follow<{ contactId: string }> {
  return async ({ event, tx, live }) => live.changed(tx, await findRelatedEmployees(tx, event.contactId), kind)
}

async function tellAssignee({ event, tx, live }: Given<{ assigneeId: string }>): Promise<void> {
  await live.changed(tx, [event.assigneeId], 'follow-up')
}

async function endTheirSessions({ event, tx, ports, live }: Given<{ employeeId: string }>): Promise<void> {
  await endSessionsOf(tx, event.employeeId, ports.clock.now())
  await live.revoked(tx, event.employeeId)
}
