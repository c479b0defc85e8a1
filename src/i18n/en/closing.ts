import type { closing as chinese } from '../zh/closing.ts'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October']
const all = [...months, 'November', 'December']

export const closing: typeof chinese = {
  title: 'Statements',
  hint: 'Each month: its result, its closed days, what was decided later',
  monthOf: (year, month) => `${all[Number(month) - 1] ?? month} ${year}`,
  empty: 'No month has closed yet',
  emptyHint: 'A month closes at 02:00 on the first day of the next, and then stands here.',
  result: 'Result',
  resultOf: (result, target) => (target === null ? `${result}` : `${result} / ${target}`),
  target: 'Target',
  noTarget: 'no target set',
  effective: 'Effective in the month',
  decidedLater: 'Decided later',
  later: (count) => (count > 0 ? `+${count}` : `${count}`),
  weight: 'Working days',
  closedAt: 'Closed',
  genuine: 'Signature valid: the figures are those of the close',
  changed: 'Signature not valid: the figures differ from those of the close; tell the head office',
  days: 'Its closed days',
  dayOff: 'off',
  target1: (target) => `target ${target}`,
  gained: (gained, lost) => (lost > 0 ? `+${gained} −${lost}` : `+${gained}`),
  laterTitle: 'Decided after the close',
  booked: (date) => `booked ${date}`,
  all: {
    title: 'Month statements (HR)',
    hint: 'The closed months of everybody in your branches, also as a signed file',
    month: 'Month',
    reason: 'Why you look at them (goes into the audit)',
    show: 'Show',
    none: 'No statement of this month has been closed.',
    count: (count: number, more: boolean) => `${more ? `${count}+` : count} ${count === 1 ? 'person' : 'people'}`,
    save: 'Save as CSV (signed)',
    saveNote:
      'The last line signs everything above it: any figure that is changed breaks it. Every look and download is recorded.',
    changedOne: 'Signature broken',
  },
}
