import type { Locale } from '../../domain/employee.ts'
import { scopeKey, type PolicyVersion } from '../../domain/policy.ts'
import { readPolicyFile, type FileFault } from '../../domain/policy-file.ts'
import { titleOf } from '../../domain/policy-file-words.ts'
import type { Reader } from '../../ports.ts'
import { checkChange } from './check-change.ts'
import { readPolicies } from './policy-store.ts'

export type ReadFile = {
  versions: PolicyVersion[]
  /** Rows that say what is there already. */
  unchanged: number
  /** By row; the versions may be added only when there are none. */
  faults: FileFault[]
}

/** Reads a file of versions and holds each against what is there and against the others. */
export async function readFile(reader: Reader, csv: string, locale: Locale, now: Date): Promise<ReadFile> {
  const { versions: rows, faults } = readPolicyFile(csv, locale)
  const known = new Set((await readPolicies(reader)).map(asText))
  const fresh = rows.filter(({ version }) => !known.has(asText(version)))
  const versions = fresh.map(({ version }) => version)
  const checked = versions.length > 0 ? await checkChange(reader, { versions, withdrawals: [] }, now) : { faults: [] }
  const refused = checked.faults.flatMap((own, place): FileFault[] =>
    own.map(({ field, ...fault }) => ({ row: fresh[place]?.row ?? 0, column: titleOf(field, locale), ...fault })),
  )
  return {
    versions,
    unchanged: rows.length - fresh.length,
    faults: [...faults, ...refused].toSorted((a, b) => a.row - b.row),
  }
}

/** Equal for versions that say the same. */
function asText(version: PolicyVersion): string {
  const { validFrom, validTo, amount, per, parameters } = version
  const rules = Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([scopeKey(version), validFrom, validTo, amount, per, rules])
}
