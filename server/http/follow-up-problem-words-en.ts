/** Title, detail, remedy. */
export const followUpProblems = {
  'follow-up-rule/not-found': [
    'No such rule',
    'There is no such rule of follow-ups for you.',
    'Open the settings again.',
  ],
  'follow-up/not-found': ['No such follow-up', 'This follow-up is not among yours.', 'Open it again from the list.'],
  'follow-up/not-open': ['Already closed', 'This follow-up is no longer open.', 'Reload the list.'],
  'follow-up/assignee-not-found': [
    'No such employee',
    'The employee is not among those you may assign to.',
    'Choose somebody of your branch.',
  ],
  'follow-up/assignee-without-seat': [
    'No customer-contact seat',
    'WeCom does not let this employee use its customer contact, so they could not open the chat.',
    'Choose somebody else, or have an administrator give them a seat in WeCom; it counts here within the hour.',
  ],
  'follow-up/assignee-unfit': ['Not for this employee', '{why}.', 'Choose somebody else, or cancel the follow-up.'],
  'follow-up/reason-missing': [
    'No reason given',
    'Each follow-up says why it is to be done.',
    'Give the reason in one sentence.',
  ],
  'follow-up/due-in-past': [
    'Too early',
    'The due time lies in the past.',
    'Choose a later time; the next working hours begin {next}.',
  ],
  'follow-up/due-too-far': ['Too far away', 'The due time is more than a year ahead.', 'Choose a time up to {last}.'],
  'follow-up/day-off': [
    'Nobody works that day',
    'The due time is on a day off.',
    'Choose a working day; the next working hours begin {next}.',
  ],
  'follow-up/same-open': [
    'The same is open',
    'The same follow-up is open for this contact already.',
    'Complete or cancel that one.',
  ],
  'follow-up/quota': [
    'Too many today',
    'At most {most} follow-ups can be assigned on one day; {left} are left today.',
    'Choose fewer contacts, or go on tomorrow.',
  ],
  'follow-up/too-many-contacts': [
    'Too many contacts',
    'At most {most} contacts can be assigned at once.',
    'Narrow the filter and assign in several steps.',
  ],
  'follow-up/too-many-to-hand-on': [
    'Too many follow-ups',
    'At most {most} follow-ups can be handed on at once.',
    "Open one employee's follow-ups from the board and hand them on in several steps.",
  ],
  'assignment/not-found': [
    'No such assignment',
    'This assignment is not among those you may see.',
    'Open it again from the list.',
  ],
  'assignment/undo-over': [
    'Too late to undo',
    'An assignment can be taken back as a whole until 10 minutes after its end.',
    'Cancel its follow-ups one by one.',
  ],
} as const
