import { businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { TargetPolicy } from '../../domain/policy.ts'
import type { Ports } from '../../ports.ts'
import { listLines, readLines, type PolicyRow } from './policy-store.ts'
import { requireOperator } from './require-operator.ts'
import { readNames, type NamedScope, type NamedVersion } from './view-change.ts'

const PAGE = 50

type TimeLineVersion = Omit<NamedVersion, keyof NamedScope> & {
  id: string
  state: 'past' | 'current' | 'planned' | 'withdrawn'
  until: BusinessDay | null
  createdBy: string | null
  createdAt: Date
  may: { withdraw: boolean }
}
export type TimeLineView = NamedScope & { versions: TimeLineVersion[] }

/** The versions of every scope, the newest first; branches before roles before employees. */
export async function readTimeLines(
  actor: EmployeeActor,
  ports: Ports,
  { scope, cursor }: { scope: TargetPolicy['scope'] | null; cursor: string | null },
): Promise<{ items: TimeLineView[]; nextCursor: string | null; today: BusinessDay }> {
  requireOperator(actor)
  const today = businessDayOf(ports.clock.now())
  return await ports.database.write(async (tx) => {
    const keys = await listLines(tx, { scope, after: cursor ?? '', limit: PAGE + 1 })
    const shown = await readLines(tx, keys.slice(0, PAGE))
    const makers = shown.map(({ createdBy }) => createdBy)
    const names = await readNames(tx, shown, makers)
    const people = new Set(shown.flatMap(({ employeeId }) => employeeId ?? [])).size
    if (people > 0) await ports.audit(tx, actor, 'policy/read', { kind: 'target-policy', id: 'employees' }, { people })
    const viewOf = (row: PolicyRow, _place: number, all: PolicyRow[]): TimeLineVersion => {
      const { validFrom, validTo, amount, per, parameters } = names.version(row)
      const until = endOf(row, all)
      const { name } = names.employee(row.createdBy)
      return {
        id: row.id,
        validFrom,
        validTo,
        amount,
        per,
        parameters,
        until,
        state: stateOf(row, until, today),
        createdBy: name === row.createdBy ? null : name,
        createdAt: row.createdAt,
        may: { withdraw: row.withdrawnAt === null && row.validFrom > today },
      }
    }
    const items = linesOf(shown).flatMap((versions): TimeLineView[] => {
      const [first] = versions
      return first ? [{ ...names.scope(first), versions: versions.map(viewOf) }] : []
    })
    return { items, nextCursor: keys.length > PAGE ? (keys[PAGE - 1] ?? null) : null, today }
  })
}

function linesOf(rows: readonly (PolicyRow & { key: string })[]): PolicyRow[][] {
  const lines = new Map<string, PolicyRow[]>()
  for (const row of rows) lines.set(row.key, [...(lines.get(row.key) ?? []), row])
  return [...lines.values()]
}

/** Its own end, or the begin of the next version that was not withdrawn. */
function endOf(row: PolicyRow, versions: readonly PolicyRow[]): BusinessDay | null {
  const later = versions.filter((other) => other.withdrawnAt === null && other.validFrom > row.validFrom)
  const ends = [...later.map(({ validFrom }) => validFrom), ...(row.validTo === null ? [] : [row.validTo])]
  return ends.toSorted()[0] ?? null
}

function stateOf(row: PolicyRow, until: BusinessDay | null, today: BusinessDay): TimeLineVersion['state'] {
  if (row.withdrawnAt !== null) return 'withdrawn'
  if (row.validFrom > today) return 'planned'
  return until !== null && until <= today ? 'past' : 'current'
}
