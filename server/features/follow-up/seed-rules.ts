import { defaultHours, followUpRuleNames } from '../../domain/follow-up-rule.ts'
import type { Ports } from '../../ports.ts'
import { insertRules } from './rule-store.ts'

/** All rules are on from the first start; what happened before it is left to the leads. May run at every start. */
export async function seedRules({ database, clock }: Pick<Ports, 'database' | 'clock'>): Promise<void> {
  const now = clock.now()
  const rows = followUpRuleNames.map((rule) => ({
    rule,
    enabled: true,
    afterHours: defaultHours[rule],
    title: null,
    talkScriptId: null,
    looksFrom: now,
    changedBy: 'system',
    changedAt: now,
  }))
  await database.write((tx) => insertRules(tx, rows))
}
