import { businessDayOf } from '../../domain/business-day.ts'
import type { SystemActor } from '../../domain/employee.ts'
import { assign } from '../../domain/follow-up-assignment.ts'
import { lookedAt, wantedFrom, type ContactStanding } from '../../domain/follow-up-rule.ts'
import { ruleReason, ruleTitle } from '../../domain/follow-up-rule-words.ts'
import { dueSoon } from '../../domain/recurrence.ts'
import type { Ports, Reader, Tx } from '../../ports.ts'
import { readWorkingHours } from '../../working-hours-store.ts'
import { countOpen } from './assignment-store.ts'
import { createFollowUps } from './create-follow-ups.ts'
import { readCandidates, readLocaleOf, readRules, type RuleRow } from './rule-store.ts'
import { findWithoutSeat } from './seat-store.ts'
import { lockFacts, readStanding } from './standing-store.ts'

const AT_ONCE = 500

/** Makes the follow-ups that the rules want now. Contact by contact, so that one that fails holds up no other. */
export async function applyRules(system: SystemActor, ports: Ports): Promise<void> {
  const now = ports.clock.now()
  for (const rule of await readRules(ports.database.read)) {
    if (!rule.enabled) continue
    for await (const contactId of candidatesOf(ports.database.read, rule, now)) {
      await ports.database
        .write((tx) => applyRule(system, ports, tx, { rule, contactId, now }))
        .catch((fault: unknown) =>
          ports.log.error({ fault, contactId, rule: rule.rule }, 'A rule could not be applied to a contact'),
        )
    }
  }
}

/** Contacts the rule has to look at, each once. */
export async function* candidatesOf(reader: Reader, rule: RuleRow, now: Date): AsyncGenerator<string> {
  const span = lookedAt(rule, now)
  const seen = new Set<string>()
  let after = { at: new Date(0), contactId: '' }
  while (span.from <= span.to) {
    const found = await readCandidates(reader, rule.rule, { ...span, after, limit: AT_ONCE, now })
    const last = found.at(-1)
    if (!last) return
    for (const { contactId, fits } of found) {
      if (fits && !seen.has(contactId)) yield contactId
      if (fits) seen.add(contactId)
    }
    after = last
  }
}

type Applied = { rule: RuleRow; contactId: string; now: Date }

async function applyRule(system: SystemActor, ports: Ports, tx: Tx, applied: Applied): Promise<void> {
  const { rule, contactId, now } = applied
  await lockFacts(tx, contactId)
  const standing = await readStanding(tx, contactId)
  const wanted = wantedFrom(rule, standing, now)
  const seatless = await findWithoutSeat(tx, wanted)
  const fitting = wanted.filter((id) => !seatless.has(id))
  if (fitting.length === 0) return
  const { assigneeId, dueAt } = await choose(tx, { ...applied, fitting, standing })
  const locale = await readLocaleOf(tx, assigneeId)
  const words = {
    title: rule.title ?? ruleTitle(rule.rule, locale),
    reason: ruleReason(rule.rule, rule.afterHours, locale),
  }
  const made = { contactId, assigneeId, kind: rule.rule, rule: rule.rule, dueAt, talkScriptId: rule.talkScriptId }
  const rest = { priority: 'normal' as const, origin: 'rule' as const, onceIn: '*' }
  await createFollowUps(tx, system, ports, [{ ...made, ...words, ...rest }], 'within a minute')
}

/** Who can do it soonest, so nobody on leave while somebody else is there; of these the one with the fewest open, then who has known the contact longest. */
async function choose(
  tx: Tx,
  { contactId, now, fitting, standing, rule }: Applied & { fitting: string[]; standing: ContactStanding },
): Promise<{ assigneeId: string; dueAt: Date }> {
  const hours = await readWorkingHours(tx, fitting, businessDayOf(now))
  const due = new Map(fitting.map((id) => [id, dueSoon(now, hours.get(id) ?? (() => null))]))
  const soonest = new Date(Math.min(...[...due.values()].map((at) => at.getTime())))
  const soonestDay = businessDayOf(soonest)
  const away = new Set(fitting.filter((id) => businessDayOf(due.get(id) ?? soonest) > soonestDay))
  const candidates = standing.relations.filter(
    ({ employeeId, endedAt }) => endedAt === null && fitting.includes(employeeId),
  )
  const state = { verified: false, declined: false, alreadyOpen: false, alreadyWith: [], privateFor: [] }
  const terms = { kind: rule.rule, assigneeIds: null, away, load: await countOpen(tx, fitting) }
  const assigneeId = assign([{ contactId, candidates, ...state }], terms).assigned[0]?.assigneeId ?? fitting[0] ?? ''
  return { assigneeId, dueAt: due.get(assigneeId) ?? soonest }
}
