import type { EmployeeActor } from '../../domain/employee.ts'
import { differenceWords } from '../../domain/ledger-check-words.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { countDifferences, findFinished, findRunning, readDifferences } from './ledger-check-store.ts'

const SHOWN = 100

/** For operators; throws Problem('ledger/not-found') for everybody else. */
export async function readLedgerCheck({ roles, locale }: EmployeeActor, ports: Ports) {
  if (!roles.includes('operator')) throw new Problem('ledger/not-found')
  const { read } = ports.database
  const running = (await findRunning(read)) ?? null
  const last = await findFinished(read)
  if (!last?.finishedAt) return { running, last: null }
  const found = await readDifferences(read, last.id, SHOWN)
  return {
    running,
    last: {
      ...last,
      finishedAt: last.finishedAt,
      differences: await countDifferences(read, last.id),
      items: found.map((one) => ({ kind: one.kind, sentence: differenceWords(one, locale) })),
    },
  }
}

/** Of the last check that came to its end; null before the first. */
export async function countLedgerDifferences({ database }: Pick<Ports, 'database'>): Promise<number | null> {
  const last = await findFinished(database.read)
  return last ? await countDifferences(database.read, last.id) : null
}
