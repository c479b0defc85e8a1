import type { groupChat as chinese } from '../zh/group-chat.ts'

export const groupChat: typeof chinese = {
  noName: 'Customer group without a name',
  mine: (count) => `${count} in this group ${count === 1 ? 'is a contact' : 'are contacts'} of yours`,
  none: 'No contact of yours is in this group',
  noneHint: 'Only people you have added yourself are shown; they appear here once they are added.',
  others: (count) => `${count} more ${count === 1 ? 'is no contact' : 'are no contacts'} of yours`,
  overdue: (title, due) => `Overdue: ${title} · ${due}`,
  due: (title, due) => `To follow up: ${title} · ${due}`,
}
