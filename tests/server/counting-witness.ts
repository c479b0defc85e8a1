import assert from 'node:assert/strict'
import type { Reader } from '../../server/ports.ts'
import type { Relation, Verification } from '../../simulator/world.ts'
import { Story, type Fact } from '../domain/add-story.ts'
import { Oracle, sumsOf } from '../oracle/oracle.ts'
import { brokenInvariants } from '../support/ledger-invariants.ts'
import { employees, type CountingWorld } from './counting-ground.ts'

/** When the product learnt it, and the end of it where it has one; what it is comes from the simulated world. */
type Arrived = { known: Date; ended?: Date; fact: Fact }
type Answer = Extract<Fact, { kind: 'answer' }>

const second = (iso: string): Date => new Date(Math.floor(Date.parse(iso) / 1000) * 1000)

/** The oracle beside the product: told of what has happened outside as soon as the product has learnt it, then compared with it. */
export class Witness {
  private readonly oracle = new Oracle()
  private readonly answers = new Map<string, Omit<Answer, 'contact'>>()
  private readonly ledger = new Map<string, string>()
  private readonly closed = new Map<string, string>()
  private readonly ground: CountingWorld
  private readonly contacts: Set<string>
  private readonly begun: Date
  private seen: Date

  constructor(ground: CountingWorld, contacts: Set<string>) {
    this.ground = ground
    this.contacts = contacts
    this.begun = ground.clock.now()
    this.seen = this.begun
  }

  private get read(): Reader {
    return this.ground.world.database.read
  }

  /** After whatever happened: everything due is run, and the oracle settles at every moment at which something arrived. */
  async look(): Promise<void> {
    await this.ground.settle()
    const { relations, verifications } = this.ground.truth()
    this.noteAnswers(verifications)
    if (this.contacts.size === 0) return
    const told = await this.readArrived(relations)
    const now = this.ground.clock.now()
    const moments = told
      .flatMap(({ known, ended = known }) => [known.getTime(), ended.getTime()])
      .filter((moment) => moment > this.seen.getTime())
    for (const moment of [...new Set([...moments, now.getTime()])].toSorted((a, b) => a - b)) {
      const story = new Story()
      story.known.push(...told.filter(({ known }) => known.getTime() <= moment).map((one) => atThatTime(one, moment)))
      this.oracle.settle(story.surroundings(), new Date(moment))
    }
    this.seen = now
  }

  /** Throws where the two do not say the same, or where something does not hold that must, whatever they say. */
  async compare(): Promise<void> {
    const adds = await this.readAdds()
    const ledger = await this.readLedger()
    const product = { verdicts: await this.toldVerdicts(adds), sums: this.ownSums(ledger, adds) }
    const oracle = { verdicts: sorted(this.oracle.verdicts), sums: this.oracleSums() }
    const entries = ledger.map((entry): [string, object] => [`${entry.subject} ${entry.step}`, entry])
    const days = (await this.readClosedDays()).map((row): [string, object] => [`${row.employeeId} ${row.day}`, row])
    const broken = [
      ...(await brokenInvariants(this.read)),
      ...(await this.wrongDays(ledger)),
      ...changedIn(this.ledger, entries),
      ...changedIn(this.closed, days),
      ...this.ground.faults,
    ]
    assert.deepEqual(broken, [])
    assert.deepEqual(product, oracle)
  }

  private noteAnswers(verifications: Verification[]): void {
    for (const told of verifications) {
      const { requestId, version, state, assurance, subjectRef, accountHolder, employee, decidedAt } = told
      if ((state !== 'verified' && state !== 'failed') || decidedAt === null) continue
      const about = { outcome: state, assurance, subject: subjectRef, accountHolder, isEmployee: employee }
      const answer = { kind: 'answer' as const, requestId, version, ...about, decidedAt: new Date(decidedAt) }
      this.answers.set(`${requestId} ${version}`, answer)
    }
  }

  private async readArrived(relations: Relation[]): Promise<Arrived[]> {
    return [...(await this.readRelationFacts(relations)), ...(await this.readAnswers()), ...(await this.readOwnActs())]
  }

  private async readRelationFacts(relations: Relation[]): Promise<Arrived[]> {
    const learned = await this.read
      .selectFrom('relationFact')
      .selectAll()
      .where('contactId', 'in', [...this.contacts])
      .execute()
    const knownSince = (employee: string, contact: string, kind: string, at: Date): Date[] =>
      learned
        .filter((fact) => fact.employeeId === employee && fact.contactId === contact && fact.kind === kind)
        .filter((fact) => fact.at.getTime() === at.getTime())
        .map(({ learnedAt }) => learnedAt)
    const gone = learned.flatMap(({ employeeId: employee, contactId: contact, notBefore, at, learnedAt }): Arrived[] =>
      notBefore ? [{ known: learnedAt, fact: { kind: 'gone', employee, contact, notBefore, at } }] : [],
    )
    const told = relations
      .filter(({ contactId }) => this.contacts.has(contactId))
      .flatMap(({ employeeId, contactId: contact, startedAt, endedAt, endedBy, addWay }): Arrived[] => {
        const employee = employeeId.toLowerCase()
        const at = second(startedAt)
        const giver =
          addWay === 202 ? relations.find((one) => one.contactId === contact && one.endedBy === 'transfer') : undefined
        const begun = knownSince(employee, contact, 'started', at).map((known): Arrived => ({
          known,
          fact: giver
            ? { kind: 'handed-over', from: giver.employeeId.toLowerCase(), to: employee, contact, at }
            : { kind: 'added', employee, contact, at },
        }))
        if (endedAt === null || endedBy === null || endedBy === 'transfer') return begun
        const ended = knownSince(employee, contact, 'ended', second(endedAt)).map((known): Arrived => ({
          known,
          fact: { kind: 'removed', employee, contact, at: second(endedAt), by: endedBy },
        }))
        return [...begun, ...ended]
      })
    return [...told, ...gone]
  }

  private async readAnswers(): Promise<Arrived[]> {
    const contactIds = [...this.contacts]
    const requests = await this.read
      .selectFrom('identityRequest')
      .selectAll()
      .where('contactId', 'in', contactIds)
      .execute()
    const results = await this.read
      .selectFrom('identityResult')
      .select(['requestId', 'version', 'contactId', 'receivedAt'])
      .where('contactId', 'in', contactIds)
      .orderBy('version')
      .execute()
    const submitted = requests.map(({ id, contactId, submittedAt }): Arrived => {
      const first = results.find(({ requestId }) => requestId === id)
      const decided = (first && this.answers.get(`${id} ${first.version}`)?.decidedAt) ?? null
      const fact: Fact = { kind: 'submitted', contact: contactId, at: submittedAt, decided }
      return { known: submittedAt, fact, ...(first ? { ended: first.receivedAt } : {}) }
    })
    const answered = results.map(({ requestId, version, contactId, receivedAt }): Arrived => {
      const answer = this.answers.get(`${requestId} ${version}`)
      if (!answer) throw new Error(`nobody gave answer ${version} to ${requestId}`)
      return { known: receivedAt, fact: { ...answer, contact: contactId } }
    })
    return [...submitted, ...answered]
  }

  /** What employees did inside the product, with the moments it noted. */
  private async readOwnActs(): Promise<Arrived[]> {
    const adds = await this.readAdds()
    const reviews = await this.read.selectFrom('review').selectAll().execute()
    const accepted = await this.read
      .selectFrom('audit')
      .select(['objectId', 'at'])
      .where('action', '=', 'review/accepted')
      .execute()
    // What nobody decided is accepted as of its deadline, however late that is noticed.
    const noticedAt = new Map(accepted.map(({ objectId, at }) => [objectId, at]))
    return adds.flatMap(({ id, contactId: contact, adder: employee, privateAt }): Arrived[] => [
      ...(privateAt
        ? [{ known: privateAt, fact: { kind: 'private' as const, employee, contact, at: privateAt } }]
        : []),
      ...reviews
        .filter(({ addId }) => addId === id)
        .map(({ id: reviewId, openedAt, closedAt, outcome }): Arrived => {
          const fact: Fact = { kind: 'review', employee, contact, review: { openedAt, closedAt, outcome } }
          return { known: openedAt, fact, ...(closedAt ? { ended: noticedAt.get(reviewId) ?? closedAt } : {}) }
        }),
    ])
  }

  private async readAdds() {
    const rows = await this.read
      .selectFrom('add')
      .selectAll()
      .where('contactId', 'in', [...this.contacts, ''])
      .execute()
    return rows.map((row) => ({ ...row, adder: row.adderId ?? row.employeeId }))
  }

  private async readLedger() {
    return await this.read.selectFrom('credit').selectAll().orderBy('subject').orderBy('step').execute()
  }

  private async readClosedDays() {
    return await this.read.selectFrom('closedDay').selectAll().execute()
  }

  private async toldVerdicts(adds: Awaited<ReturnType<Witness['readAdds']>>): Promise<Record<string, string>> {
    const told: Record<string, string> = {}
    for (const employee of employees) {
      for (const { id, contact, verdict } of await this.ground.adds(employee, this.begun)) {
        const row = adds.find((add) => add.id === id)
        if (row?.employeeId === employee.toLowerCase() && row.contactId === contact.id)
          told[`${row.adder}+${contact.id}`] = verdict.reason ? `${verdict.status} ${verdict.reason}` : verdict.status
      }
    }
    return sorted(told)
  }

  private ownSums(ledger: Awaited<ReturnType<Witness['readLedger']>>, adds: { id: string }[]): Record<string, number> {
    return sumsOf(ledger.filter(({ addId }) => adds.some(({ id }) => id === addId)))
  }

  /** The oracle knows people by the provider's reference, the ledger by its keyed hash. */
  private oracleSums(): Record<string, number> {
    return sumsOf(this.oracle.book.map((line) => ({ ...line, subject: this.ground.subjectOf(line.subject) })))
  }

  /** Every day that an employee is shown is the sum of the ledger's entries. */
  private async wrongDays(ledger: Awaited<ReturnType<Witness['readLedger']>>): Promise<string[]> {
    const wrong: string[] = []
    for (const employee of employees) {
      const { day, effective, history } = await this.ground.myDay(employee)
      for (const shown of [{ day, effective }, ...history]) {
        const own = ledger.filter((entry) => entry.employeeId === employee.toLowerCase() && entry.day === shown.day)
        const booked = own.reduce((total, { amount }) => total + amount, 0)
        if (booked !== shown.effective)
          wrong.push(`${employee} is shown ${shown.effective} for ${shown.day}, not ${booked}`)
      }
    }
    return wrong
  }
}

/** Ends that were not known yet are taken off again. */
function atThatTime({ fact, ended }: Arrived, moment: number): Fact {
  if (ended !== undefined && ended.getTime() <= moment) return fact
  if (fact.kind === 'review') return { ...fact, review: { ...fact.review, closedAt: null, outcome: null } }
  return fact.kind === 'submitted' ? { ...fact, decided: null } : fact
}

/** What has been written once stays as it is. */
function changedIn(known: Map<string, string>, rows: [string, object][]): string[] {
  const now = new Map(rows.map(([key, row]) => [key, JSON.stringify(row)]))
  const changed = [...known].filter(([key, text]) => now.get(key) !== text).map(([key]) => `${key} was changed`)
  for (const [key, text] of now) known.set(key, text)
  return changed
}

const sorted = (told: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(told).toSorted())
