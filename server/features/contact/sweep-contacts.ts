import { businessDayOf } from '../../domain/business-day.ts'
import type { SystemActor } from '../../domain/employee.ts'
import { doubtedIn, missingFacts, sweepDueAt, type MissingFact } from '../../domain/reconciliation.ts'
import type { Ports, Tx } from '../../ports.ts'
import { saveContact, saveProfile, type LearnedFact } from './contact-store.ts'
import { readProgress } from './import-progress-store.ts'
import { readEverybodyOf, withoutThoseListed, type Reading } from './read-everybody.ts'
import { recordFacts } from './record-facts.ts'
import {
  beginSweep,
  findFinishedSweep,
  findRunningSweep,
  moveSweep,
  noteContactsRead,
  readKnownRelations,
  type Sweep,
} from './sweep-store.ts'

/** A sweep of 20 million contacts takes 200,000 calls, so some three hours; one API takes 10,000 a minute and 150,000 an hour (document/path/90454). */
const CALLS_A_MINUTE = 1_000
const EMPLOYEES_AT_ONCE = 20

/** Each minute: sets the sweep of the evening going, and lets it go on until it is through. None before the first import is. */
export async function sweepContactsNightly(_actor: SystemActor, ports: Ports): Promise<void> {
  const { read } = ports.database
  if (!(await readProgress(read))?.finishedAt) return
  const now = ports.clock.now()
  if (!(await findRunningSweep(read))) {
    const due = sweepDueAt(businessDayOf(now))
    const last = await findFinishedSweep(read)
    if (now < due || (last && last.startedAt >= due)) return
    await ports.database.write((tx) => beginSweep(tx, ports.random.id(), now))
  }
  await ports.database.write((tx) => ports.jobs.send(tx, 'sweep-contacts', {}))
}

/**
 * A minute's piece of the sweep that runs: reads whom WeCom has everybody related with, and records what no event told, as far
 * as that can be seen. Idempotent, and goes on where it was stopped.
 */
export async function sweepContacts(actor: SystemActor, ports: Ports): Promise<void> {
  if (!(await findRunningSweep(ports.database.read))) return
  const seats = await ports.wecom.readSeats()
  let left = CALLS_A_MINUTE
  while (left > 0) {
    const calls = await sweepSome(actor, ports, seats)
    if (calls === null) return
    left -= calls
  }
}

/** How many calls it took; null when nothing is left to do. */
async function sweepSome(actor: SystemActor, ports: Ports, seats: string[]): Promise<number | null> {
  const sweep = await findRunningSweep(ports.database.read)
  if (!sweep) return null
  const employeeIds = seats.filter((id) => id > sweep.cursor).slice(0, EMPLOYEES_AT_ONCE)
  const last = employeeIds.at(-1)
  if (last === undefined) return finish(actor, ports, sweep)
  const reading = await readEverybodyOf(ports, employeeIds)
  const { facts, doubted } = await compare(ports, reading)
  const believed = reading.employeeIds.filter((id) => !doubted.has(id))
  const next = {
    ...sweep,
    cursor: last,
    employees: sweep.employees + employeeIds.length,
    relations: sweep.relations + reading.found.length,
    started: sweep.started + facts.filter(({ kind }) => kind === 'started').length,
    ended: sweep.ended + facts.filter(({ kind }) => kind === 'ended').length,
    doubted: sweep.doubted + employeeIds.length - believed.length,
  }
  await ports.database.write(async (tx) => {
    if (!(await moveSweep(tx, sweep, next))) return
    await noteContactsRead(tx, believed, reading.begunAt)
    await record(tx, ports, facts, reading)
  })
  const unsure = employeeIds.filter((id) => !believed.includes(id))
  if (unsure.length > 0)
    ports.log.error({ employees: unsure }, 'WeCom did not tell the contacts of these employees in a way to be believed')
  return reading.calls
}

/** Only what both of WeCom's lists leave out has ended, and nobody loses all of many contacts without a second look. */
async function compare(ports: Ports, reading: Reading): Promise<{ facts: MissingFact[]; doubted: Set<string> }> {
  const told = reading.found.map(({ contact, relation }) => {
    return { employeeId: relation.employeeId, contactId: contact.id, startedAt: relation.startedAt }
  })
  const known = await readKnownRelations(ports.database.read, reading.employeeIds)
  const facts = await withoutThoseListed(ports, missingFacts(told, known, reading))
  const doubted = doubtedIn(facts, told)
  for (const employeeId of doubted) if (await isGoneIndeed(ports, facts, employeeId)) doubted.delete(employeeId)
  return { facts: facts.filter(({ employeeId, kind }) => kind === 'started' || !doubted.has(employeeId)), doubted }
}

async function isGoneIndeed(ports: Ports, facts: MissingFact[], id: string): Promise<boolean> {
  const one = facts.find(({ employeeId, kind }) => employeeId === id && kind === 'ended')
  const found = one && (await ports.wecom.readContact(one.contactId))
  return !found?.relations.some(({ employeeId }) => employeeId === id)
}

async function record(tx: Tx, ports: Ports, facts: MissingFact[], { found, foundAt }: Reading): Promise<void> {
  // Always in the same order, so that two writers never wait for each other.
  const sorted = facts.toSorted((a, b) => (a.contactId < b.contactId ? -1 : 1))
  for (const { employeeId, contactId, ...fact } of sorted) {
    const told = found.find(({ contact, relation }) => contact.id === contactId && relation.employeeId === employeeId)
    if (told && fact.kind === 'started') {
      await saveContact(tx, told.contact, foundAt)
      await saveProfile(tx, contactId, told.relation, foundAt)
    }
    const learned: LearnedFact =
      fact.kind === 'started' ? { ...fact, source: 'sweep' } : { ...fact, endedBy: 'unknown', source: 'sweep' }
    await recordFacts(tx, ports, { employeeId, contactId, facts: [learned], learnedAt: foundAt, fallbackBranchId: '' })
  }
}

async function finish(actor: SystemActor, ports: Ports, sweep: Sweep): Promise<null> {
  const finishedAt = ports.clock.now()
  const { id, employees, relations, started, ended, doubted } = sweep
  const sums = { employees, relations, started, ended, doubted }
  await ports.database.write(async (tx) => {
    if (!(await moveSweep(tx, sweep, { ...sweep, finishedAt }))) return
    await ports.audit(tx, actor, 'contacts.reconciled', { kind: 'sweep', id }, sums)
  })
  ports.log.info({ sweep: id, ...sums }, 'Everybody WeCom tells of was compared with what is known')
  return null
}
