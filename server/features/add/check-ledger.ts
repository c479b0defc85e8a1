import { businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { SystemActor } from '../../domain/employee.ts'
import { differenceWords } from '../../domain/ledger-check-words.ts'
import { phaseAfter, type Difference, type LedgerPhase } from '../../domain/ledger-check.ts'
import { statementPlace, tellsWhatWasSigned } from '../../domain/month-statement.ts'
import type { Ports, Reader } from '../../ports.ts'
import { checkContacts } from './check-contacts.ts'
import { compareClosedTargets, compareStatedTargets } from './compare-targets.ts'
import {
  beginCheck,
  countDifferences,
  findFinished,
  findRunning,
  keepDifferences,
  moveCheck,
  nextContacts,
  readDifferences,
  type Check,
} from './ledger-check-store.ts'
import {
  compareBranches,
  compareEmployees,
  compareIdentities,
  readStatements,
  type Compared,
} from './ledger-compare-store.ts'

type CheckPorts = Pick<Ports, 'database' | 'clock' | 'log' | 'vault' | 'random' | 'targets'>

const AT_ONCE = 200
/** So long a round may take, before other work that is due has its turn. */
const ROUND_MS = 10_000
/** After the close of the day, while the bank sleeps. */
const NIGHTLY_MS = 3 * 3_600_000
const TOLD = 100

/**
 * Each night from 03:00 on: proves that ledger, verdicts, kept sums, closed days, statements and their targets say the same as the facts. Goes on
 * where it stopped, a few seconds at a time; every difference is kept, and told in the log when the check is done.
 */
export async function checkLedgerNightly(actor: SystemActor, ports: CheckPorts): Promise<void> {
  const begun = performance.now()
  const { read } = ports.database
  const now = ports.clock.now()
  const due = new Date(startOfDay(businessDayOf(now)).getTime() + NIGHTLY_MS)
  const last = await findFinished(read)
  const isRunning = (await findRunning(read)) !== undefined
  if (!isRunning && (now < due || (last && last.startedAt >= due))) return
  await checkLedger(actor, ports, () => performance.now() - begun < ROUND_MS)
}

/** Goes on with the check that runs, or begins one; what it has found when it is done, null when it has to go on later. */
export async function checkLedger(
  _actor: SystemActor,
  ports: CheckPorts,
  mayGoOn: () => boolean = () => true,
): Promise<Difference[] | null> {
  const { database, clock, random, log } = ports
  await database.write((tx) => beginCheck(tx, random.id(), clock.now()))
  const first = await findRunning(database.read)
  if (!first) return null
  for (let check: Check | undefined = first; check; check = await findRunning(database.read)) {
    if (check.id !== first.id || !mayGoOn()) return null
    await checkBatch(ports, check)
  }
  const differences = await readDifferences(database.read, first.id, TOLD)
  const count = await countDifferences(database.read, first.id)
  if (count > 0) {
    const sentences = differences.map((difference) => differenceWords(difference, 'en'))
    log.error({ check: first.id, differences: count, sentences }, 'The ledger differs from the facts')
  }
  return differences
}

async function checkBatch(ports: CheckPorts, check: Check): Promise<void> {
  const { database, clock, vault } = ports
  const { until, count, differences } = await compare(ports, check)
  const now = clock.now()
  const isOver = until === null
  const phase = isOver ? phaseAfter(check.phase) : check.phase
  const to = { phase, cursor: until ?? '', checked: check.checked + count }
  await database.write(async (tx) => {
    if (!(await moveCheck(tx, check, { ...to, finishedAt: phase === 'done' ? now : null }))) return
    const idOf = (one: Difference) => vault.hash(JSON.stringify([check.id, one.kind, one.facts]))
    const found = differences.map((one) => ({ ...one, id: idOf(one) }))
    await keepDifferences(tx, check.id, found, now)
  })
}

const nothing: Compared = { until: null, count: 0, differences: [] }

function compare(ports: CheckPorts, { phase, cursor }: Check): Promise<Compared> {
  const { read } = ports.database
  const parts: Record<LedgerPhase, () => Promise<Compared>> = {
    contacts: () => compareContacts(ports, cursor),
    identities: () => compareIdentities(read, cursor, AT_ONCE),
    employees: () => compareEmployees(read, cursor, AT_ONCE),
    branches: () => compareBranches(read, cursor, AT_ONCE),
    statements: () => compareStatements(ports.vault, read, cursor),
    'closed-targets': () => compareClosedTargets(ports, cursor),
    'statement-targets': () => compareStatedTargets(ports, cursor),
    done: async () => nothing,
  }
  return parts[phase]()
}

async function compareContacts(ports: CheckPorts, cursor: string): Promise<Compared> {
  const contactIds = await nextContacts(ports.database.read, cursor, AT_ONCE)
  const until = contactIds.at(-1)
  if (until === undefined) return nothing
  return { until, count: contactIds.length, differences: await checkContacts(ports, contactIds) }
}

async function compareStatements(vault: Ports['vault'], reader: Reader, cursor: string): Promise<Compared> {
  const rows = await readStatements(reader, cursor, AT_ONCE)
  const last = rows.at(-1)
  const differences = rows.flatMap((row): Difference[] => {
    const { employeeId: employee, month, signed, booked } = row
    const isGenuine = vault.isSigned(statementPlace(month), signed, row) && tellsWhatWasSigned(row, signed)
    if (!isGenuine) return [{ kind: 'statement-signature', facts: { employee, month } }]
    if (booked === row.effective) return []
    return [{ kind: 'statement-figure', facts: { employee, month, kept: row.effective, ledger: booked } }]
  })
  return { until: last ? `${last.month}|${last.employeeId}` : null, count: rows.length, differences }
}
