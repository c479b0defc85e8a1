import type { SystemActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { bundleNotices } from './bundle-notices.ts'
import { sendMessages } from './send-messages.ts'

/** Tells every employee what is due to be told, all of one person in one message. */
export async function notifyEmployees(_system: SystemActor, ports: Ports): Promise<void> {
  await bundleNotices(ports)
  await sendMessages(ports)
}
