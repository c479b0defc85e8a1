import type { NewVersion, PolicyScope, TimeLine } from '#contract/policy.ts'
import { dayAfter } from '../../i18n/moments.ts'

export const kinds = ['bank', 'branch', 'role', 'employee'] as const
export type Kind = (typeof kinds)[number]
type Parameters = NewVersion['parameters']

/** A version as it stands in the form: everything that is typed is text. */
export type Draft = {
  kind: Kind
  /** Empty is the whole bank. */
  branchId: string
  role: string
  employeeId: string
  first: string
  last: string
  amount: string
  per: NewVersion['per']
  window: string
  retention: string
  holder: boolean
  assurance: Parameters['leastAssurance']
  cap: string
}

/** What is offered: the same scope and terms as the version it follows, from tomorrow on. */
export function draftAfter(today: string, line: TimeLine | null): Draft {
  const version = line?.versions.find(({ state }) => state === 'current') ?? line?.versions[0]
  const rules = version?.parameters
  return {
    ...placeOf(line),
    first: dayAfter(today, 1),
    last: '',
    amount: String(version?.amount ?? ''),
    per: version?.per ?? 'day',
    window: String(rules?.verificationWindowDays ?? 30),
    retention: String(rules?.retentionDays ?? 7),
    holder: rules?.requireAccountHolder ?? false,
    assurance: rules?.leastAssurance ?? 'sms',
    cap: String(rules?.dailyCap ?? ''),
  }
}

function placeOf(line: PolicyScope | null): Pick<Draft, 'kind' | 'branchId' | 'role' | 'employeeId'> {
  const branchId = line?.branch?.id ?? ''
  const kind = line?.scope === 'branch' || !line ? (branchId ? 'branch' : 'bank') : line.scope
  return { kind, branchId, role: line?.role ?? 'teller', employeeId: line?.employee?.id ?? '' }
}

/** What may be wrong with the numbers, the server says. */
export function versionOf(draft: Draft): NewVersion {
  const { kind, branchId, role, employeeId, first, last, per } = draft
  const place = kind === 'branch' || kind === 'role' ? branchId || null : null
  return {
    scope: kind === 'bank' ? 'branch' : kind,
    branchId: place,
    role: kind === 'role' ? role : null,
    employeeId: kind === 'employee' ? employeeId.trim() : null,
    validFrom: first,
    validTo: last ? dayAfter(last, 1) : null,
    amount: Number(draft.amount),
    per,
    parameters: {
      verificationWindowDays: Number(draft.window),
      retentionDays: Number(draft.retention),
      requireAccountHolder: draft.holder,
      leastAssurance: draft.assurance,
      dailyCap: per === 'month' && draft.cap !== '' ? Number(draft.cap) : null,
    },
  }
}

/** Whether everything that has to be there is. */
export function isComplete({ kind, branchId, employeeId, first, amount, window, retention }: Draft): boolean {
  if (kind === 'branch' && branchId === '') return false
  if (kind === 'employee' && employeeId.trim() === '') return false
  return [first, amount, window, retention].every((text) => text !== '')
}
