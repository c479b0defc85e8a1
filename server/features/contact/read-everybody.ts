import { Problem } from '../../domain/problem.ts'
import type { MissingFact } from '../../domain/reconciliation.ts'
import type { Ports } from '../../ports.ts'
import type { WeCom } from '../../wecom-port.ts'

type Found = Awaited<ReturnType<WeCom['readContactsOf']>>['found']
/** Everybody of these employees between the two moments; whom WeCom would not tell of is not among `employeeIds`. */
export type Reading = { employeeIds: string[]; found: Found; begunAt: Date; foundAt: Date; calls: number }

export async function readEverybodyOf(ports: Ports, employeeIds: string[]): Promise<Reading> {
  const begunAt = ports.clock.now()
  try {
    return { ...(await readPages(ports, employeeIds)), employeeIds, begunAt }
  } catch (fault) {
    if (!isAboutThem(fault)) throw fault
    if (employeeIds.length === 1) return { employeeIds: [], found: [], begunAt, foundAt: ports.clock.now(), calls: 1 }
  }
  // One of them is the reason, so each is asked for alone.
  const parts: Reading[] = []
  for (const id of employeeIds) parts.push(await readEverybodyOf(ports, [id]))
  return {
    employeeIds: parts.flatMap((part) => part.employeeIds),
    found: parts.flatMap(({ found }) => found),
    begunAt,
    foundAt: ports.clock.now(),
    calls: parts.reduce((sum, { calls }) => sum + calls, 1),
  }
}

async function readPages({ wecom, clock }: Ports, employeeIds: string[]) {
  const found: Found = []
  let calls = 0
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Awaited<ReturnType<WeCom['readContactsOf']>> = await wecom.readContactsOf(employeeIds, cursor)
    found.push(...page.found)
    calls += 1
    cursor = page.nextCursor || null
  }
  return { found, calls, foundAt: clock.now() }
}

const isAboutThem = (fault: unknown): boolean =>
  fault instanceof Problem && fault.code === 'wecom/refused' && !fault.facts['because']

/** Leaves out the ends of those whom WeCom's other list still names: pages may slip while somebody is added. */
export async function withoutThoseListed(ports: Ports, facts: MissingFact[]): Promise<MissingFact[]> {
  const gone = facts.filter((one) => one.kind === 'ended' && !facts.some((other) => isNewStart(other, one)))
  const listed = new Set<string>()
  for (const employeeId of new Set(gone.map((one) => one.employeeId)))
    for (const contactId of await ports.wecom.readContactIdsOf(employeeId)) listed.add(`${employeeId}|${contactId}`)
  return facts.filter((one) => !gone.includes(one) || !listed.has(`${one.employeeId}|${one.contactId}`))
}

const isNewStart = (other: MissingFact, one: MissingFact): boolean =>
  other.kind === 'started' && other.employeeId === one.employeeId && other.contactId === one.contactId
