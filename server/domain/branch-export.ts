import { toShanghaiIso, type BusinessDay } from './business-day.ts'

export const exportKinds = ['members', 'adds', 'followUps'] as const
export type ExportKind = (typeof exportKinds)[number]
export const exportFormats = ['xlsx', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]
/** Both days are in the file; `status` is a verdict of adds or a state of follow-ups. */
export type ExportFilter = {
  from: BusinessDay | null
  to: BusinessDay | null
  employeeId: string | null
  status: string | null
}
export const exportRefusals = ['out-of-scope', 'too-many'] as const
export type ExportRefusal = (typeof exportRefusals)[number]

export const MOST_ROWS = 20_000
export const EXPORTS_A_DAY = 20
const KEPT_MS = 7 * 86_400_000
/** Longer than all attempts to write it. */
const GIVEN_UP_MS = 15 * 60_000

export type ExportStanding = { requestedAt: Date; readyAt: Date | null; refused: ExportRefusal | null }
export const exportStates = ['waiting', 'ready', 'refused', 'failed', 'expired'] as const
export type ExportState = (typeof exportStates)[number]

export const expiryOf = ({ requestedAt }: Pick<ExportStanding, 'requestedAt'>): Date =>
  new Date(requestedAt.getTime() + KEPT_MS)

export function exportState(standing: ExportStanding, now: Date): ExportState {
  if (standing.refused) return 'refused'
  if (expiryOf(standing) <= now) return 'expired'
  if (standing.readyAt) return 'ready'
  return now.getTime() - standing.requestedAt.getTime() > GIVEN_UP_MS ? 'failed' : 'waiting'
}

type Asked = { kind: ExportKind; format: ExportFormat; branchId: string; filter: ExportFilter }

/** Says what is in it, by whom and when: the name is all that is left of a file once it is passed on. */
export function exportName({ kind, format, branchId, filter }: Asked, by: string, at: Date): string {
  const days = filter.from || filter.to ? [filter.from ?? 'begin', filter.to ?? 'now'] : []
  const parts = [kind, branchId, ...days, filter.employeeId, filter.status, 'by', by, toShanghaiIso(at).slice(0, 16)]
  const name = parts.flatMap((part) => (part ? [part.replaceAll(/[^\w-]/g, '')] : [])).join('-')
  return `zhenke-${name}.${format}`
}
