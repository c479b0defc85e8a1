/** What a month came to when it closed. `target` is null where no policy named the employee; `effective` is what was earned and booked in it. */
export type Statement = {
  employeeId: string
  branchId: string
  month: string
  weight: number
  target: number | null
  effective: number
  closedAt: Date
}

/** What is signed; the order of the keys is part of it. */
export const signedText = (statement: Statement): string =>
  JSON.stringify({
    statement: 1,
    employee: statement.employeeId,
    branch: statement.branchId,
    month: statement.month,
    weight: statement.weight,
    target: statement.target,
    effective: statement.effective,
    closedAt: statement.closedAt.toISOString(),
  })

/** Where a statement is signed for; the employee's id may change, the month does not. */
export const statementPlace = (month: string): string => `month_statement|${month}`

type Told = {
  month: string
  weight: number
  target: number | null
  effective: number
  closedAt: Date
  branchId: string
}

/** Whether the figures that stand in the row are those that were signed; a renamed employee keeps what was signed under the old id. */
export function tellsWhatWasSigned(row: Told, signed: string): boolean {
  const said: Partial<Record<string, unknown>> = JSON.parse(signed)
  const same = (['month', 'weight', 'target', 'effective'] as const).every((key) => said[key] === row[key])
  return same && said['branch'] === row.branchId && said['closedAt'] === row.closedAt.toISOString()
}

/** The first line of the file for HR. */
export const statementColumns = {
  'zh-CN': [
    '员工编号',
    '姓名',
    '网点编号',
    '网点',
    '月份',
    '工作日',
    '目标',
    '有效添加',
    '事后认定',
    '月度结果',
    '签名密钥',
    '签名',
  ],
  en: [
    'Employee id',
    'Name',
    'Branch id',
    'Branch',
    'Month',
    'Working days',
    'Target',
    'Effective adds',
    'Decided later',
    'Result',
    'Key',
    'Signature',
  ],
}
