import type { joining as chinese } from '../zh/joining.ts'

export const joining: typeof chinese = {
  title: 'Joining days',
  hint: 'targets ramp up from the first day',
  about:
    'Employees who appeared in the directory later and whose first day is not known, and those of the last four weeks. Employees of the first import are not new.',
  empty: 'Nobody new lacks a joining day.',
  found: (day) => `in the directory since ${day}`,
  unknown: 'joining day not known',
  joined: (day) => `joined on ${day}`,
  enter: 'Enter',
  correct: 'Correct',
  of: (name) => `Enter the joining day of ${name}`,
  other: 'Enter it for somebody else',
  form: 'Enter a joining day',
  note: 'No target in the first week, half of it in the three after. Closed days stay as they are; without a day the employee is not new.',
  employee: "Employee's account",
  day: 'Joining day',
  reason: 'Because of',
  reasonPlaceholder: 'For example: notice of the personnel department',
  save: 'Save the joining day',
  saved: (name) => `The joining day of ${name} is entered`,
}
