import type { EmployeeActor } from '../../domain/employee.ts'
import type { FileFault } from '../../domain/policy-file.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { readPolicies } from './policy-store.ts'
import { proposeChange } from './propose-change.ts'
import { readFile } from './read-file.ts'
import { requireOperator } from './require-operator.ts'
import type { ChangeView } from './view-change.ts'
import { weighChange, type ChangeEffect } from './weigh-change.ts'

const FAULTS_LISTED = 100

export type FilePreview = {
  versions: number
  unchanged: number
  faults: FileFault[]
  moreFaults: number
  /** Null when the file has faults, or nothing new. */
  effect: ChangeEffect | null
}

/** What a file would change, or every fault in it. */
export async function previewImport(
  actor: EmployeeActor,
  ports: Ports,
  { csv }: { csv: string },
): Promise<FilePreview> {
  requireOperator(actor)
  return await ports.database.write(async (tx) => {
    const { versions, unchanged, faults } = await readFile(tx, csv, actor.locale, ports.clock.now())
    const isClean = faults.length === 0 && versions.length > 0
    const effect = isClean
      ? await weighChange(tx, ports, actor.id, { versions, withdrawals: [] }, await readPolicies(tx))
      : null
    await ports.audit(
      tx,
      actor,
      'policy/file-read',
      { kind: 'target-policy', id: 'file' },
      { versions: versions.length },
    )
    const listed = faults.slice(0, FAULTS_LISTED)
    return { versions: versions.length, unchanged, faults: listed, moreFaults: faults.length - listed.length, effect }
  })
}

/** All versions of a file or none; throws the first fault with the number of them. */
export async function importPolicies(
  actor: EmployeeActor,
  ports: Ports,
  { csv, reason }: { csv: string; reason: string },
): Promise<ChangeView> {
  requireOperator(actor)
  const { versions, faults } = await readFile(ports.database.read, csv, actor.locale, ports.clock.now())
  const [first] = faults
  if (first) {
    const { row, column } = first
    throw new Problem('policy/file-refused', { count: faults.length, row, column: column || '–' })
  }
  return await proposeChange(actor, ports, { versions, withdrawals: [], reason })
}
