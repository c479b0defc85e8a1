import { statementPlace, tellsWhatWasSigned } from '../../domain/month-statement.ts'
import type { Vault } from '../../ports.ts'
import type { StatementRow } from './statement-store.ts'

/** With the month's result, and whether the figures are those that were signed. */
export function viewStatement(vault: Vault, row: StatementRow) {
  const { month, weight, target, effective, closedAt, decidedLater, keyId, signature, signed } = row
  const valid = vault.isSigned(statementPlace(month), signed, row) && tellsWhatWasSigned(row, signed)
  return {
    month,
    employee: { id: row.employeeId, name: row.employeeName ?? '' },
    branch: { id: row.branchId, name: row.branchName ?? '' },
    weight,
    target,
    effective,
    decidedLater,
    result: effective + decidedLater,
    closedAt,
    signature: { keyId, signature, signed, valid },
  }
}
export type StatementView = ReturnType<typeof viewStatement>
