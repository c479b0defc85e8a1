import { differencesOf, type Difference } from '../../domain/ledger-check.ts'
import type { Surroundings } from '../../domain/add-facts.ts'
import type { Entry } from '../../domain/credit.ts'
import type { Ports, Reader, Tx } from '../../ports.ts'
import { lockOpenDays, readLedger } from './credit-store.ts'
import { clustersAround, readBegun, readKept, type KeptAdd } from './ledger-check-store.ts'
import { lock, readSurroundings, subjectsOf } from './settle-store.ts'

type CheckPorts = Pick<Ports, 'database' | 'clock'>
type Ground = { facts: Surroundings; ledger: Entry[]; kept: KeptAdd[]; begun: string | null }

/** What the facts of these contacts say against what is kept of them; what looks different is looked at again while nobody settles it. */
export async function checkContacts({ database, clock }: CheckPorts, contactIds: string[]): Promise<Difference[]> {
  const clusters = await clustersAround(database.read, contactIds)
  const ground = await readGround(database.read, clusters.flat())
  const found: Difference[] = []
  for (const cluster of clusters) {
    if (compare(ground, cluster, clock.now()).length === 0) continue
    found.push(...(await database.write((tx) => compareAlone(tx, clock, cluster))))
  }
  return found
}

async function compareAlone(tx: Tx, clock: Ports['clock'], cluster: string[]): Promise<Difference[]> {
  for (const contactId of cluster) await lock(tx, 'contact', contactId)
  for (const subject of await subjectsOf(tx, cluster)) await lock(tx, 'subject', subject)
  await lockOpenDays(tx)
  return compare(await readGround(tx, cluster), cluster, clock.now())
}

async function readGround(reader: Reader, contactIds: string[]): Promise<Ground> {
  return {
    facts: await readSurroundings(reader, contactIds),
    ledger: await readLedger(reader, await subjectsOf(reader, contactIds)),
    kept: await readKept(reader, contactIds),
    begun: await readBegun(reader),
  }
}

function compare({ facts, ledger, kept, begun }: Ground, cluster: string[], now: Date): Difference[] {
  const contacts = facts.contacts.filter(({ id }) => cluster.includes(id))
  const adds = facts.adds.filter(({ contactId }) => cluster.includes(contactId))
  const subjects = new Set(contacts.flatMap(({ results }) => results.flatMap(({ subject }) => subject ?? [])))
  const own = ledger.filter(({ subject }) => subjects.has(subject))
  const verdicts = kept.filter(({ contactId }) => cluster.includes(contactId))
  return differencesOf({ ...facts, contacts, adds }, own, verdicts, { now, begun })
}
