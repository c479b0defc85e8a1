import { emit } from './callback/emit.ts'
import { changed, type Engine } from './engine.ts'
import { beginRelation, endRelation, livingRelation } from './relations.ts'
import type { TaskBody } from './world.ts'

/** 24 hours after the call the customer goes over, unless it was refused meanwhile; no add event when the taker has it already. */
export function finishTransfer(engine: Engine, task: Extract<TaskBody, { kind: 'transfer' }>): void {
  const transfer = engine.world.transfers.find(
    (one) => one.status === 2 && one.from === task.from && one.to === task.to && one.contactId === task.contactId,
  )
  if (!transfer) return
  transfer.status = 1
  const known = livingRelation(engine.world, task.to, task.contactId)
  endRelation(engine, task.from, task.contactId, 'transfer')
  if (!known)
    beginRelation(engine, { employeeId: task.to, contactId: task.contactId, addWay: 202, state: '', half: false })
}

/** The customer refuses, or the taker is full: the taker is told; false when no transfer waits for this contact. */
export function refuseTransfer(
  engine: Engine,
  contactId: string,
  reason: 'customer_refused' | 'customer_limit_exceed',
): boolean {
  const transfer = engine.world.transfers.find((one) => one.status === 2 && one.contactId === contactId)
  if (!transfer) return false
  transfer.status = reason === 'customer_refused' ? 3 : 4
  emit(engine, 'app', 'transfer_fail', [
    ['Event', 'change_external_contact'],
    ['ChangeType', 'transfer_fail'],
    ['FailReason', reason],
    ['UserID', transfer.to],
    ['ExternalUserID', contactId],
  ])
  changed(engine)
  return true
}
