import type { EmployeeActor } from '../../domain/employee.ts'
import { inboxReasonOf, inboxSentence } from '../../domain/inbox-words.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { countUnfinished, readLastSweep, readUnfinished } from './inbox-store.ts'

const SHOWN = 100

/** For everybody but operators there is nothing; throws Problem('settings/not-found'). */
export async function readInbox({ roles, locale }: EmployeeActor, ports: Ports) {
  if (!roles.includes('operator')) throw new Problem('settings/not-found')
  const { read } = ports.database
  const events = await readUnfinished(read, SHOWN)
  const items = events.map(({ xml, fault, ...event }) => {
    const reason = inboxReasonOf(fault)
    const isDead = event.state === 'dead'
    const state = isDead ? ('dead' as const) : ('waiting' as const)
    const may = { replay: isDead && xml !== '' }
    return { ...event, state, kind: kindOf(ports, xml), reason, sentence: inboxSentence(reason, locale), may }
  })
  return {
    items,
    ...(await countUnfinished(read)),
    sweep: (await readLastSweep(read)) ?? null,
    asOf: ports.clock.now(),
  }
}

function kindOf({ wecom }: Ports, xml: string): string {
  try {
    return wecom.readEvent(xml).kind
  } catch {
    // What cannot be read is why it was given up: that is told, and not hidden by failing.
    return 'unreadable'
  }
}
