import type { Ports, Tx } from '../../ports.ts'
import { callOffMessage } from '../../told-messages-store.ts'
import { forgetNoticeOf, insertNotice } from './notice-store.ts'

/** Whoever had the follow-up is told of it no more, by a message that was sent neither, and whoever has it now is from that moment on; null tells nobody. */
export async function tellAnew(
  tx: Tx,
  { clock, random }: Pick<Ports, 'clock' | 'random'>,
  { followUpId, employeeId, at }: { followUpId: string; employeeId: string | null; at: Date },
): Promise<void> {
  const messageId = await forgetNoticeOf(tx, followUpId)
  if (messageId !== null) await callOffMessage(tx, messageId, clock.now())
  if (employeeId === null) return
  const waiting = { state: 'waiting' as const, dueAt: at, attempts: 0, refusal: null, sentAt: null }
  await insertNotice(tx, { id: random.id(), employeeId, followUpId, createdAt: clock.now(), ...waiting })
}
