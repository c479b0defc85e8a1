import type { SystemActor } from '../../domain/employee.ts'
import { recalledSince } from '../../domain/notice.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import { callOffAssignment } from '../../told-messages-store.ts'
import { claimDueMessage, settleMessage } from './message-store.ts'
import type { Message } from './message-store.ts'
import { settleNoticesOf } from './waiting-store.ts'

const PAUSE_MS = 5 * 60_000

/** What was told of an assignment that was undone is called back, as far as WeCom lets it and the message told of nothing else. */
export async function withdrawMessages(_by: SystemActor, ports: Ports, tx: Tx, assignmentId: string): Promise<void> {
  const found = await callOffAssignment(tx, assignmentId, ports.clock.now())
  if (found > 0) await ports.jobs.send(tx, 'notify-employee', {})
}

type RecallPorts = Pick<Ports, 'database' | 'clock' | 'wecom'>

/** Takes back what is to be taken back; what WeCom does not take back stays as it was sent. */
export async function recallMessages(ports: RecallPorts): Promise<void> {
  for (;;) {
    const now = ports.clock.now()
    const until = new Date(now.getTime() + PAUSE_MS)
    const message = await ports.database.write((tx) => claimDueMessage(tx, ['recalling'], { now, until }))
    if (!message) return
    await recall(ports, message, now)
  }
}

async function recall({ database, wecom }: RecallPorts, { id, receipt, sentAt }: Message, now: Date): Promise<void> {
  try {
    if (receipt) await wecom.recall(receipt)
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    const mayStill = sentAt !== null && sentAt > recalledSince(now)
    const isPassing = fault.code === 'wecom/unavailable' || fault.facts['because'] === 'set-up'
    if (isPassing && mayStill) return
    const refusal = String(fault.facts['errcode'] ?? 'refused')
    return await database.write((tx) => settleMessage(tx, id, { state: 'sent', refusal }))
  }
  await database.write(async (tx) => {
    await settleMessage(tx, id, { state: 'recalled' })
    await settleNoticesOf(tx, id, { state: 'recalled' })
  })
}
