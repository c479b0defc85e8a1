import { createHash } from 'node:crypto'
import type { CallbackEvent } from '../domain/callback-event.ts'

/**
 * WeCom's own advice (FromUserName and CreateTime) would make one event of two people added in one second, since the
 * name is always `sys`; so the key names who was changed. Never made from the ciphertext: a repetition may be encrypted anew.
 */
export function eventKey(corpId: string, event: CallbackEvent, xml: string): string {
  const subject = subjectOf(event)
  if (!subject) return createHash('sha256').update(`${corpId}|${xml}`).digest('hex')
  return [corpId, event.kind, ...subject, event.at.getTime() / 1000].join('|')
}

function subjectOf(event: CallbackEvent): string[] | null {
  if (event.kind === 'ignored' || event.kind === 'branch-changed') return null
  if (event.kind === 'employee-updated') return [event.employeeId, event.newEmployeeId ?? '']
  return 'contactId' in event ? [event.employeeId, event.contactId] : [event.employeeId]
}
