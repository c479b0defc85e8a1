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
