import { factWords } from '../../domain/add-fact-words.ts'
import { channelWords } from '../../domain/channel-words.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { creditWords } from '../../domain/verdict-words.ts'
import { viewVerdict } from '../../domain/verdict-view.ts'
import type { Ports } from '../../ports.ts'
import { findAdd, readCredits, readExplanationFacts } from './add-store.ts'

/** Why one of the actor's own adds counts, does not count, or not yet. Throws Problem('add/not-found') for any other. */
export async function explainAdd(actor: EmployeeActor, ports: Ports, addId: string) {
  const { read } = ports.database
  const add = await findAdd(read, actor, addId)
  if (!add) throw new Problem('add/not-found')
  const facts = await readExplanationFacts(read, actor, add.contactId)
  const { verdict, words } = viewVerdict(add, actor.locale, ports.clock.now())
  const channel = channelWords(add.channel ?? '', add.addWay ?? 0, actor.locale)
  const windowMatters = verdict.daysLeft !== null || ['declined', 'window-passed'].includes(verdict.reason ?? '')
  const windowEndsAt = windowMatters ? add.windowEndsAt : null
  const shown = { ...facts, addedAt: add.startedAt, channel, windowEndsAt }
  const credits = await readCredits(read, addId)
  return {
    verdict,
    facts: factWords(shown, actor.locale),
    rule: words.rule,
    whatToDo: words.whatToDo,
    credits: credits.map(({ day, amount, reason }) => ({ day, amount, reason: creditWords(reason, actor.locale) })),
  }
}
