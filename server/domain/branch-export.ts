export const exportKinds = ['members', 'adds', 'followUps'] as const
export type ExportKind = (typeof exportKinds)[number]
export const exportFormats = ['xlsx', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]
/** Days are half-open in neither: `from` and `to` are both days of the file. */
export type ExportFilter = { from: string | null; to: string | null; employeeId: string | null; status: string | null }
