/** Title, detail, remedy; of target policies and their file. */
export const policyProblems = {
  'policy/not-found': [
    'No such setting',
    'There is no such target policy or change, or it is not yours to see.',
    'Settings are for operators. Reload the page.',
  ],
  'policy/nothing-to-change': ['Nothing to change', 'The change adds and withdraws nothing.', 'Enter a version first.'],
  'policy/scope': [
    'For whom is not clear',
    'A version is for a branch, for a role, or for one employee: branch, role and employee do not fit together.',
    'Fill in only what belongs to the scope.',
  ],
  'policy/unknown-branch': ['No such branch', 'There is no branch {branch}.', 'Take the department id of WeCom.'],
  'policy/unknown-role': ['No such role', 'There is no role {role}.', 'Use teller, accountManager, lead or operator.'],
  'policy/unknown-employee': [
    'No such employee',
    'There is no employee with the WeCom account {employee}.',
    'Check the account in the WeCom directory.',
  ],
  'policy/employee-left': [
    'Has left the bank',
    '{employee} has left; nobody can be given a target after that.',
    'Leave this employee out.',
  ],
  'policy/amount': [
    'Not a valid amount',
    'The amount has to be a whole number from 0 to {most}.',
    'Correct the amount.',
  ],
  'policy/window': [
    'Not a valid window',
    'The verification window has to be 1 to 180 whole days.',
    'Correct the window.',
  ],
  'policy/retention': [
    'Not a valid retention',
    'The days somebody has to stay have to be a whole number from 0 to 90.',
    'Correct the days.',
  ],
  'policy/daily-cap': [
    'Not a valid daily cap',
    'The daily cap has to be a whole number from 1 to 500, or empty.',
    'Correct the cap, or leave it empty for twice the even pace.',
  ],
  'policy/ends-before-begin': [
    'Ends before it begins',
    'The last day of the version lies before its first.',
    'Choose a later last day, or none.',
  ],
  'policy/begins-closed': [
    'Begins on a closed day',
    'Days before {day} are closed; what people were judged by stays.',
    'Let it begin on {day} or later.',
  ],
  'policy/no-working-day': [
    'No working day',
    'There is no working day from its first day to its last.',
    'Choose a later last day, or none.',
  ],
  'policy/contradicts': [
    'Two on one day',
    'Another version of the same scope begins on {day}, too.',
    'Choose another day, or withdraw the other one if it has not begun.',
  ],
  'policy/overlaps': [
    'Reaches into the next',
    'It would reach into the version planned from {day}; which of the two holds would not be clear.',
    'Let its last day be before that, leave it empty, or withdraw the planned one.',
  ],
  'policy/begun': [
    'Has begun already',
    'A version that has begun stays, since people were judged by it.',
    'Add a new version from a later day.',
  ],
  'policy/change-decided': [
    'Already decided',
    'This change was confirmed, refused or withdrawn before.',
    'Reload the page.',
  ],
  'policy/own-change': [
    'Needs a second operator',
    'A change that touches more than 100 people is decided by somebody else than who proposed it.',
    'Ask another operator.',
  ],
  'policy/not-own-change': [
    "Somebody else's change",
    'Only who proposed a change can withdraw it.',
    'Refuse it, with a reason.',
  ],
  'policy/file-refused': [
    'Nothing was imported',
    'The file has {count} errors; the first is in row {row}, column {column}.',
    'Correct the file and choose it again.',
  ],
  'policy/file-quotes': [
    'Cannot be read',
    'The quotes in this row do not fit together.',
    'Save the file as CSV UTF-8 again.',
  ],
  'policy/file-empty': ['Empty', 'The file has no row below its header.', 'Choose another file.'],
  'policy/file-too-long': ['Too long', 'The file has more than {most} rows.', 'Split it.'],
  'policy/file-column-missing': ['A column is missing', 'This column is missing.', 'Take an export as the pattern.'],
  'policy/file-column-unknown': [
    'An unknown column',
    'This column is not known, or is there twice.',
    'Take an export as the pattern.',
  ],
  'policy/file-cell': ['Not understood', '"{cell}" is not understood here; {wanted} is expected.', 'Correct the cell.'],
} as const
