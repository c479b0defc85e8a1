import { decideLater } from './bank/verifications.ts'
import { deliverWebhook } from './bank/webhook.ts'
import { deliverCallback } from './callback/deliver.ts'
import type { Engine } from './engine.ts'
import { finishTransfer } from './handover.ts'
import type { Task } from './world.ts'

/** Does one piece of waiting work, whatever kind it is; failures of the other side are told in the log, not thrown. */
export async function performTask(engine: Engine, task: Task): Promise<void> {
  switch (task.kind) {
    case 'callback':
      return deliverCallback(engine, task)
    case 'webhook':
      return deliverWebhook(engine, task)
    case 'decision':
      return decideLater(engine, task.verificationId)
    case 'transfer':
      return finishTransfer(engine, task)
  }
}
