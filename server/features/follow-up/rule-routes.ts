import * as contract from '../../contract/follow-up-rule.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import type { Locale } from '../../domain/employee.ts'
import { followUpRuleNames } from '../../domain/follow-up-rule.ts'
import { ruleSentence, ruleTitle } from '../../domain/follow-up-rule-words.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { changeRule, previewRule, viewAllRules } from './change-rule.ts'
import type { RuleView } from './rule-store.ts'

export const followUpRuleRoutes: Route[] = [
  forEmployee(contract.readFollowUpRules, async ({ actor, ports }) => {
    const rules = await viewAllRules(actor, ports)
    const items = followUpRuleNames.flatMap((name) => rules.filter(({ rule }) => rule === name))
    const asOf = toShanghaiIso(ports.clock.now())
    return { items: items.map((view) => toReply(view, actor.locale)), nextCursor: null, asOf }
  }),
  forEmployee(contract.changeFollowUpRule, async ({ actor, ports, params, body }) => ({
    rule: toReply(await changeRule(actor, ports, { ...params, ...body }), actor.locale),
  })),
  forEmployee(contract.previewFollowUpRule, ({ actor, ports, params, body }) =>
    previewRule(actor, ports, { ...params, ...body }),
  ),
]

function toReply(view: RuleView, locale: Locale): contract.FollowUpRule {
  const { rule, enabled, afterHours, title, talkScriptId, scriptTitle, changedBy, changedByName, open } = view
  return {
    rule,
    enabled,
    afterHours,
    title,
    open,
    ownTitle: ruleTitle(rule, locale),
    sentence: ruleSentence(rule, afterHours, locale),
    talkScript: talkScriptId === null ? null : { id: talkScriptId, title: scriptTitle ?? '' },
    looksFrom: toShanghaiIso(view.looksFrom),
    changedBy: changedByName === null ? null : { id: changedBy, name: changedByName },
    changedAt: toShanghaiIso(view.changedAt),
  }
}
