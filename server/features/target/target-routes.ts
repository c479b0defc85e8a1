import * as contract from '../../contract/target.ts'
import type { MyDay } from '../../contract/target.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { explainFigure } from './explain-figure.ts'
import { readGuide } from './read-guide.ts'
import { readMonth } from './read-month.ts'
import { readMyDay, type MyDayView } from './read-my-day.ts'

const reply = ({ asOf, ...view }: MyDayView): MyDay => ({ ...view, asOf: toShanghaiIso(asOf) })

export const targetRoutes: Route[] = [
  forEmployee(contract.readMyDay, async ({ actor, query, ports }) => reply(await readMyDay(actor, ports, query.day))),
  forEmployee(contract.readMonth, async ({ actor, query, ports }) => {
    const { asOf, ...month } = await readMonth(actor, ports, query.month)
    return { ...month, asOf: toShanghaiIso(asOf) }
  }),
  forEmployee(contract.explainFigure, async ({ actor, query, ports }) => {
    const { asOf, entries, ...explained } = await explainFigure(actor, ports, query)
    return {
      ...explained,
      entries: entries.map(({ contactId, contactName, ...entry }) => ({
        ...entry,
        contact: contactId === null ? null : { id: contactId, name: contactName ?? '' },
      })),
      asOf: toShanghaiIso(asOf),
    }
  }),
  forEmployee(contract.readGuide, async ({ actor, ports }) => {
    const { asOf, ...guide } = await readGuide(actor, ports)
    return { ...guide, asOf: toShanghaiIso(asOf) }
  }),
]
