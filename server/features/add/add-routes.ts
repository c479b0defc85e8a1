import { explainAdd as explainContract, readAdds as listContract, type Verdict } from '../../contract/add.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import type { VerdictView } from '../../domain/verdict-view.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { explainAdd } from './explain-add.ts'
import { readAdds } from './read-adds.ts'

const told = (verdict: VerdictView): Verdict => ({ ...verdict, since: toShanghaiIso(verdict.since) })

export const addRoutes: Route[] = [
  forEmployee(listContract, async ({ actor, query, ports }) => {
    const { items, nextCursor } = await readAdds(actor, ports, query)
    const shown = items.map((add) => ({ ...add, addedAt: toShanghaiIso(add.addedAt), verdict: told(add.verdict) }))
    return { items: shown, nextCursor }
  }),
  forEmployee(explainContract, async ({ actor, params, ports }) => {
    const { verdict, ...rest } = await explainAdd(actor, ports, params.id)
    return { ...rest, verdict: told(verdict) }
  }),
]
