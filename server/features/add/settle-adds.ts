import type { Judgement } from '../../domain/add.ts'
import { firstOpenDay } from '../../domain/business-day.ts'
import { settledAt } from '../../domain/closing.ts'
import type { Entry } from '../../domain/credit.ts'
import type { SystemActor } from '../../domain/employee.ts'
import { holdersOf } from '../../domain/handover.ts'
import { settle } from '../../domain/settlement.ts'
import type { Ports, Tx } from '../../ports.ts'
import { placeAdds } from './add-facts-store.ts'
import { appendEntries, lockOpenDays, readLedger } from './credit-store.ts'
import {
  contactsAround,
  contactsDue,
  contactsWaitingFor,
  lock,
  readSurroundings,
  saveJudgement,
  subjectsOf,
  type Known,
} from './settle-store.ts'

/** Decides anew every add that this contact's facts can change, those of the same identity's other accounts too. Idempotent. */
export async function settleAdds(_actor: SystemActor, ports: Ports, tx: Tx, contactId: string): Promise<void> {
  await lock(tx, 'contact', contactId)
  await lockSubjects(tx, contactId)
  // A day whose closing has begun, or begins while this is settled, takes no entry.
  const begun = await lockOpenDays(tx)
  const now = settledAt(ports.clock.now(), begun)
  const { owners, known, judgements, entries } = await decide(tx, contactId, now)
  const moved = await placeAdds(tx, known, owners)
  const changed: Judgement[] = []
  for (const judgement of judgements) if (await saveJudgement(tx, judgement)) changed.push(judgement)
  await tell(ports, tx, { owners, changed, entries, moved })
}

/** Decides anew what this employee's leaving, or coming back, can change: what nobody has the credit of though it is verified, and credits from after it. */
export async function settleAddsOf(actor: SystemActor, ports: Ports, tx: Tx, employeeId: string): Promise<void> {
  const contactIds = await contactsWaitingFor(tx, employeeId, firstOpenDay(ports.clock.now()))
  for (const contactId of contactIds) await lock(tx, 'contact', contactId)
  for (const contactId of contactIds) await settleAdds(actor, ports, tx, contactId)
}

/** Everything whose verdict time alone may have changed by now, contact by contact; one that fails holds up no other and is due again. */
export async function settleDueAdds(actor: SystemActor, ports: Ports): Promise<void> {
  const now = ports.clock.now()
  const next = (after: string) => contactsDue(ports.database.read, now, { after, limit: CONTACTS_AT_ONCE })
  for (let due = await next(''); due.length > 0; due = await next(due.at(-1) ?? '')) {
    for (const contactId of due) {
      await ports.database
        .write((tx) => settleAdds(actor, ports, tx, contactId))
        .catch((fault: unknown) => ports.log.error({ fault, contactId }, 'The adds of a contact could not be settled'))
    }
  }
}

const CONTACTS_AT_ONCE = 100
const ATTEMPTS = 5

async function lockSubjects(tx: Tx, contactId: string): Promise<void> {
  const locked = new Set<string>()
  for (;;) {
    const subjects = await subjectsOf(tx, await contactsAround(tx, contactId))
    const missing = subjects.filter((subject) => !locked.has(subject))
    if (missing.length === 0) return
    // Another account may have been verified while we waited, so it is looked again.
    for (const subject of missing) {
      await lock(tx, 'subject', subject)
      locked.add(subject)
    }
  }
}

/** `owners` says whose each add is now: who has its credit, else who has the contact. */
type Decided = { owners: Map<string, string>; known: Known; judgements: Judgement[]; entries: Entry[] }

async function decide(tx: Tx, contactId: string, now: Date, attempt = 1): Promise<Decided> {
  const contactIds = await contactsAround(tx, contactId)
  const known = await readSurroundings(tx, contactIds)
  const ledger = await readLedger(tx, await subjectsOf(tx, contactIds))
  const { judgements, entries } = settle(known, ledger, now)
  if (await appendEntries(tx, entries, now)) {
    const held = holdersOf([...ledger, ...entries])
    const owners = new Map(known.adds.map((add) => [add.id, held.get(add.id) ?? add.employeeId]))
    return { owners, known, judgements, entries }
  }
  if (attempt === ATTEMPTS) throw new Error('The ledger of one identity kept changing while it was settled')
  return await decide(tx, contactId, now, attempt + 1)
}

type Told = { owners: Map<string, string>; changed: Judgement[]; entries: Entry[]; moved: string[] }

async function tell(ports: Ports, tx: Tx, { owners, changed, entries, moved }: Told): Promise<void> {
  const judged = [...changed.flatMap(({ addId }) => owners.get(addId) ?? []), ...moved]
  const concerned = [...new Set([...judged, ...entries.map(({ employeeId }) => employeeId)])]
  if (concerned.length === 0) return
  await ports.liveUpdates.changed(tx, concerned, 'my-day')
  if (judged.length > 0) await ports.liveUpdates.changed(tx, [...new Set(judged)], 'verification')
}
