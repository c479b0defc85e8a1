import type { guide as chineseGuide, figures as chineseFigures } from '../zh/target.ts'

export const figures: typeof chineseFigures = {
  openFigures: 'How these figures come about',
  openFiguresHint: 'Target, effective, month, outlook, pace',
  openMonth: 'The month as a calendar',
  openMonthHint: 'Days off, leave, and the target of each day',
  openGuide: 'How counting works',
  openGuideHint: 'Rules and worked examples',
  figures: 'How these figures come about',
  figure: 'Which figure',
  figureNames: { target: 'Target', effective: 'Effective', month: 'Month', expected: 'Outlook', pace: 'Pace' },
  figuresOn: (day) => `How the figures of ${day} come about`,
  dayFigureNames: { target: 'Target', effective: 'Effective' },
  none: 'none',
  terms: 'Figures',
  entries: 'Ledger',
  newest: (shown, all) => `newest ${shown} of ${all}`,
  earlierContact: 'A contact who is with somebody else now',
  earned: (day) => `earned ${day}`,
  tomorrow: (target) => `Tomorrow's target: ${target}`,
  tomorrowOff: 'Tomorrow is a day off',
  decidedLater: (count) => `${count > 0 ? '+' : ''}${count} decided later`,
  month: (year, month) => `${year}-${month}`,
  earlierMonth: 'Month before',
  laterMonth: 'Month after',
  monthSum: (effective, target) =>
    target === null ? `${effective} effective, no target set` : `${effective} effective, target ${target}`,
  weekdays: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
  dayLabel: (day, effective, target, reason) =>
    `${day}: ${effective} effective${target === null ? '' : `, target ${target}`}${reason === '' ? '' : `, ${reason}`}`,
  closed: 'Closed',
  correction: (target) => `By what is known today the target would be ${target}`,
  explainDay: 'How this day comes about',
  tapDay: 'Tap a day for more',
}

export const guide: typeof chineseGuide = {
  title: 'How counting works',
  rules: 'Rules',
  policy: (words) => `The policy that holds for you: ${words}. Each add is judged by the version of its day.`,
  noPolicy: 'No policy has been set yet; these are the rules to begin with.',
  cases: 'Thirty tricky cases',
  casesHint: 'E1 and E2 are employees; days are counted from 1.',
  targets: 'Worked examples on targets',
  targetsHint: 'All in one made-up month: four whole weeks, the 1st a Monday, 20 working days.',
  given: 'Given',
  expected: 'Comes out',
}
