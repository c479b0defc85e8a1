import { channelWords } from '../../domain/channel-words.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { creditWords } from '../../domain/verdict-words.ts'
import { viewVerdict } from '../../domain/verdict-view.ts'
import type { Ports } from '../../ports.ts'
import { readClosedDays, readOwnAdds, readOwnCredits } from './record-store.ts'

export type MyRecord = Awaited<ReturnType<typeof readMyRecord>>

/** Everything that is counted of the actor, and nothing of anybody else. */
export async function readMyRecord(actor: EmployeeActor, ports: Ports) {
  const { read } = ports.database
  const asOf = ports.clock.now()
  const adds = await readOwnAdds(read, actor)
  const credits = await readOwnCredits(read, actor)
  return {
    employee: { id: actor.id, name: actor.name },
    adds: adds.map((row) => ({
      id: row.id,
      contact: { id: row.contactId, name: row.contactName, avatar: row.contactAvatar },
      addedAt: row.startedAt,
      channel: channelWords(row.channel ?? '', row.addWay ?? 0, actor.locale),
      verdict: viewVerdict(row, actor.locale, asOf).verdict,
      privateSince: row.privateAt,
    })),
    credits: credits.map(({ contactId, contactName, reason, ...entry }) => ({
      ...entry,
      contact: contactId === null ? null : { id: contactId, name: contactName ?? '' },
      reason: creditWords(reason, actor.locale),
    })),
    days: await readClosedDays(read, actor),
    asOf,
  }
}
