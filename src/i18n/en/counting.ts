import type { Words } from '../words-zh.ts'
import { counted } from './counted.ts'

export const add: Words['add'] = {
  title: 'My adds',
  status: { awaiting: 'Awaiting', effective: 'Effective', held: 'In review', void: 'Void' },
  all: 'All',
  filter: 'Filter by status',
  empty: 'No adds here yet',
  emptyHint: 'People who scan your code or accept you appear here.',
  addedAt: (time, channel) => `${time} · ${channel}`,
  daysLeft: (days) => (days <= 0 ? 'ends today' : `${counted(days, 'day', 'days')} left`),
  explanation: 'How this one is counted',
  facts: 'Facts',
  rule: 'Rule',
  whatToDo: 'What you can do',
  credits: 'Ledger',
  noCredits: 'Nothing booked yet',
  awaitingTitle: 'Awaiting verification',
  awaitingHint: 'ending soonest first',
  awaitingEmpty: 'Nobody is awaiting verification',
  seeAll: 'See all adds',
}

export const day: Words['day'] = {
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
  followUps: 'Follow-ups',
  followUpsEmpty: 'No follow-ups to do',
  branch: 'Branch',
  branchHint: "today's sums, assign follow-ups",
  asOf: (time) => `As of ${time}`,
}
