import type { day as chinese } from '../zh/day.ts'

export const day: typeof chinese = {
  title: 'My day',
  ring: (effective, target) => `${effective} effective today, target ${target}`,
  ringNoTarget: (effective) => `${effective} effective today, no target set`,
  target: (target) => `target ${target}`,
  noTarget: 'no target',
  dayOff: 'Day off',
  change: (gained, lost) => `Today ${gained} new, ${lost} lost`,
  added: 'Added today',
  awaiting: 'Awaiting',
  month: 'Month',
  history: 'Last 14 days',
  historyUnit: 'effective adds',
  offDays: 'days off in grey',
  bar: (date, effective, target, working) =>
    `${date}: ${working ? '' : 'day off, '}${effective} effective${target === null ? '' : `, target ${target}`}`,
  followUpsDue: 'Follow-ups due',
  followUpsEmpty: 'No follow-ups to do',
  branch: 'Branch',
  branchHint: "today's sums, assign follow-ups",
  asOf: (time) => `As of ${time}`,
}
