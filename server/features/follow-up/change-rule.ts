import { addDays, businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { wantedFrom, type FollowUpRule } from '../../domain/follow-up-rule.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Reader } from '../../ports.ts'
import { candidatesOf } from './apply-rules.ts'
import { isScriptForAll, lockRule, readRules, saveRule, viewRules, type RuleRow, type RuleView } from './rule-store.ts'
import { readStanding } from './standing-store.ts'

const PAST_DAYS = 30
/** Beyond it a preview says "at least". */
const MOST_COUNTED = 500

export type RuleChange = {
  rule: FollowUpRule
  enabled: boolean
  afterHours: number
  title: string | null
  talkScriptId: string | null
  /** Also what happened in the last 30 days, before the rule was switched on. */
  includePast: boolean
}

/** For everybody else the rules do not exist. */
function requireOperator({ roles }: EmployeeActor): void {
  if (!roles.includes('operator')) throw new Problem('follow-up-rule/not-found')
}

export async function viewAllRules(actor: EmployeeActor, ports: Ports): Promise<RuleView[]> {
  requireOperator(actor)
  return await viewRules(ports.database.read)
}

export async function changeRule(actor: EmployeeActor, ports: Ports, change: RuleChange): Promise<RuleView> {
  requireOperator(actor)
  const now = ports.clock.now()
  return await ports.database.write(async (tx) => {
    const known = await lockRule(tx, change.rule)
    if (!known) throw new Problem('follow-up-rule/not-found')
    await requireScript(tx, change.talkScriptId)
    const row = { ...changedRule(known, change, now), changedBy: actor.id, changedAt: now }
    await saveRule(tx, row)
    const { enabled, afterHours, talkScriptId, includePast } = change
    const facts = { enabled, afterHours, ownTitle: change.title !== null, talkScriptId, includePast }
    await ports.audit(tx, actor, 'follow-up-rule/changed', { kind: 'follow-up-rule', id: change.rule }, facts)
    const view = (await viewRules(tx)).find(({ rule }) => rule === change.rule)
    if (!view) throw new Problem('follow-up-rule/not-found')
    return view
  })
}

/** How many follow-ups the rule would make at once if it were changed so. */
export async function previewRule(
  actor: EmployeeActor,
  ports: Ports,
  change: RuleChange,
): Promise<{ count: number; more: boolean }> {
  requireOperator(actor)
  const { read } = ports.database
  const now = ports.clock.now()
  const known = (await readRules(read)).find(({ rule }) => rule === change.rule)
  if (!known) throw new Problem('follow-up-rule/not-found')
  await requireScript(read, change.talkScriptId)
  const row = changedRule(known, change, now)
  let count = 0
  if (!row.enabled) return { count, more: false }
  for await (const contactId of candidatesOf(read, row, now)) {
    if (wantedFrom(row, await readStanding(read, contactId), now).length > 0) count += 1
    if (count > MOST_COUNTED) return { count: MOST_COUNTED, more: true }
  }
  return { count, more: false }
}

/** Switched on again it looks at what happens from now on. */
function changedRule(known: RuleRow, { rule: _same, includePast, ...change }: RuleChange, now: Date): RuleRow {
  const isSwitchedOn = change.enabled && !known.enabled
  const past = startOfDay(addDays(businessDayOf(now), -PAST_DAYS))
  const looksFrom = includePast && past < known.looksFrom ? past : isSwitchedOn && !includePast ? now : known.looksFrom
  return { ...known, ...change, looksFrom }
}

async function requireScript(reader: Reader, id: string | null): Promise<void> {
  if (id !== null && !(await isScriptForAll(reader, id))) throw new Problem('talk-script/not-found')
}
