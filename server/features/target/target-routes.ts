import { readMyDay as contract, type MyDay } from '../../contract/target.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { readMyDay, type MyDayView } from './read-my-day.ts'

const reply = ({ asOf, ...view }: MyDayView): MyDay => ({ ...view, asOf: toShanghaiIso(asOf) })

export const targetRoutes: Route[] = [
  forEmployee(contract, async ({ actor, query, ports }) => reply(await readMyDay(actor, ports, query.day))),
]
