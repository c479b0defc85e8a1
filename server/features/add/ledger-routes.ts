import { readLedgerCheck as contract } from '../../contract/ledger.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { readLedgerCheck } from './read-ledger-check.ts'

export const ledgerRoutes: Route[] = [
  forEmployee(contract, async ({ actor, ports }) => {
    const { running, last } = await readLedgerCheck(actor, ports)
    return {
      running: running && { ...running, startedAt: toShanghaiIso(running.startedAt) },
      last: last && {
        ...last,
        startedAt: toShanghaiIso(last.startedAt),
        finishedAt: toShanghaiIso(last.finishedAt),
      },
    }
  }),
]
