import type { SystemActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { bundleNotices } from './bundle-notices.ts'
import { recallMessages } from './recall-messages.ts'
import { sendMessages } from './send-messages.ts'

/** Tells every employee what is due to be told, all of one person in one message, after what is to be taken back. */
export async function notifyEmployees(_system: SystemActor, ports: Ports): Promise<void> {
  await recallMessages(ports)
  await bundleNotices(ports)
  await sendMessages(ports)
}
