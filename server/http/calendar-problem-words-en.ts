/** Title, detail and remedy of what can be wrong with the calendar, branch days and leave. */
export const calendarProblems = {
  'settings/not-found': ['No such setting', 'This is set by the operators.', 'Please ask an operator.'],
  'joining-day/not-found': [
    'No such employee',
    'Joining days are entered by operators for employees of the bank; the directory does not know this account.',
    'Check the account.',
  ],
  'joining-day/own': [
    'Not your own joining day',
    'Nobody enters their own joining day.',
    'Please ask another operator.',
  ],
  'joining-day/impossible': [
    'The day cannot be',
    '{day} cannot be a joining day: it has to be no later than today ({today}) and before the day of leaving.',
    'Check the day.',
  ],
  'calendar/not-found': [
    'No such setting',
    'The working calendar is kept by the operators.',
    'Ask the operators at head office.',
  ],
  'calendar/file-wrong': [
    'Not imported',
    'The file has {count} errors, the first in row {row}, column "{column}": {sentence}.',
    'Correct the file and import it again; nothing of it was imported.',
  ],
  'calendar/day-closed': [
    'The day has closed',
    '{day} has closed; no day before {open} can be changed.',
    'Begin with a day that is still open; what was closed stays as it is.',
  ],
  'calendar/range-wrong': [
    'The days do not fit',
    'The last day comes before the first, or there are more than {days} days.',
    'Check the days; enter a longer time in parts.',
  ],
  'leave/not-found': ['No such leave', 'This leave is not among those you may see.', 'Open it again from the list.'],
  'leave/employee-not-found': [
    'No such employee',
    'The employee is not among those whose leave you may enter.',
    'Choose somebody of your branch.',
  ],
  'leave/by-lead-above': [
    'For the lead above',
    "Nobody enters or cancels their own leave; a lead's is entered by a lead above them.",
    'Ask the lead above, or the operators.',
  ],
  'leave/end-before-start': [
    'The time does not fit',
    'The leave ends before it begins.',
    'Check the days and the halves.',
  ],
  'leave/too-long': [
    'Too long',
    'One leave has at most {days} days and begins within the next {days}.',
    'Enter a longer leave in parts.',
  ],
  'leave/day-closed': [
    'The day has closed',
    '{day} has closed and its target stays; leave can be entered from {open} on.',
    "Begin with a day that is still open; for the days before, the operators note it with the month's statement.",
  ],
  'leave/not-employed': [
    'Not employed then',
    'Leave lies between the first and the last day of employment.',
    'Check the days.',
  ],
  'leave/overlap': [
    'There is leave already',
    'Leave is entered from {firstDay} to {lastDay}.',
    'Choose other days, or cancel that leave first.',
  ],
  'leave/cancelled': ['Already cancelled', 'This leave was cancelled before.', 'Reload the list.'],
  'leave/file-wrong': [
    'Not imported',
    'The file has {count} errors, the first in row {row}, column "{column}": {sentence}.',
    'Correct the file and import it again; nothing of it was imported.',
  ],
} as const
