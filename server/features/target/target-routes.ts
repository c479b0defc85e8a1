import { readMyDay as contract, type MyDay } from '../../contract/target.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { readMyDay, type MyDayView } from './read-my-day.ts'

const reply = ({ asOf, history, ...view }: MyDayView): MyDay => ({
  ...view,
  asOf: toShanghaiIso(asOf),
  history: history.map(({ day, target, effective, workingDay }) => ({ day, target, effective, workingDay })),
})

export const targetRoutes: Route[] = [
  forEmployee(contract, async ({ actor, query, ports }) => reply(await readMyDay(actor, ports, query.day))),
]
