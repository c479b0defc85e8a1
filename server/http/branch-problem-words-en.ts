/** Branch page, exports and stand-ins: title, what is the case, what to do. */
export const branchProblems = {
  'export/not-found': ['No such export', 'This export is not one you asked for.', 'Open it again from your exports.'],
  'export/not-ready': [
    'The file is not written yet',
    'The export is under way, or could not be finished.',
    'Try again in a moment; after 15 minutes, ask for it anew.',
  ],
  'export/expired': ['The file is gone', 'Files of exports are kept for 7 days.', 'Ask for it anew.'],
  'export/too-many': [
    'Too many exports today',
    'You can ask for {count} exports a day.',
    'Come back tomorrow, or ask for more in one file.',
  ],
  'stand-in/not-found': ['No such stand-in', 'This stand-in is not one you entered.', 'Open it again from the list.'],
  'stand-in/employee-not-found': [
    'No such employee',
    'This employee is not in the branches you lead, or has left.',
    'Choose somebody who works in your branch.',
  ],
  'stand-in/not-possible': ['Not possible', 'Nobody stands in for themselves.', 'Choose somebody else.'],
  'stand-in/overlap': [
    'Somebody stands in already',
    'From {firstDay} to {lastDay} a stand-in is entered.',
    'Choose other days, or end that one first.',
  ],
  'stand-in/range': [
    'These days cannot be',
    'A stand-in begins today or later, within {ahead} days, and lasts for {days} days at most.',
    'Check the days; enter longer times in parts.',
  ],
} as const
