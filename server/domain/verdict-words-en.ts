import type { VerdictCode, VerdictFacts, VerdictWords } from './verdict-code.ts'

const left = ({ daysLeft }: VerdictFacts): string => {
  if (daysLeft === null) return ''
  if (daysLeft === 0) return '; today is the last day'
  return `; ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left`
}

export const verdictWordsEn: Record<VerdictCode, (facts: VerdictFacts) => VerdictWords> = {
  effective: ({ earnedDay }) => ({
    sentence: earnedDay ? `Effective, counted on ${earnedDay}` : 'Effective',
    rule: 'An add counts the moment the last rule is met: verified in person, added first, each person once.',
    whatToDo: null,
  }),
  held: () => ({
    sentence: 'In review; not counted until it is decided, and the window stands still',
    rule: 'A review holds the add. Undecided after 5 working days it is accepted, on the day it was earned.',
    whatToDo: 'You may explain; a rejection can be appealed.',
  }),
  'not-verified': (facts) => ({
    sentence: `Not verified yet${left(facts)}`,
    rule: `Verified within ${facts.windowDays} days after the add, it counts.`,
    whatToDo: 'Send a verification link, or ask the contact to verify at the counter.',
  }),
  'earlier-add': () => ({
    sentence: 'Someone in the bank added this contact earlier; yours counts if theirs cannot',
    rule: 'Of several adds of one contact the earliest comes first.',
    whatToDo: null,
  }),
  'assurance-too-low': (facts) => ({
    sentence: `The details match; a code or a face check is still missing${left(facts)}`,
    rule: 'Matching details alone prove nobody: a code to the phone the bank holds, or a face check, is needed.',
    whatToDo: 'Ask the contact to verify once more.',
  }),
  'provider-deciding': (facts) => ({
    sentence: `Submitted, waiting for the result${left(facts)}`,
    rule: 'While the provider decides the window stands still, for 7 days at most.',
    whatToDo: null,
  }),
  'employee-left': () => ({
    sentence: 'The employee has left; after a handover it counts for whoever takes over',
    rule: 'Nothing undecided is credited to a leaver; it goes along with the handover.',
    whatToDo: 'Arrange a handover.',
  }),
  'before-counting': () => ({
    sentence: 'Added before counting began, so it does not count',
    rule: 'Only adds from the go-live day on count.',
    whatToDo: null,
  }),
  private: () => ({
    sentence: 'Marked as a private contact: neither counted nor prompted',
    rule: 'Family and friends take no part in counting.',
    whatToDo: null,
  }),
  'is-employee': () => ({
    sentence: 'The contact is bank staff, so it does not count',
    rule: 'Bank staff are not counted as customers.',
    whatToDo: null,
  }),
  'not-first-add': () => ({
    sentence: 'Someone in the bank added this contact first, and a contact counts once',
    rule: 'Of several adds of one contact only the earliest counts.',
    whatToDo: null,
  }),
  'same-person': () => ({
    sentence: 'The same person counts already through another account',
    rule: 'Each identity counts once in the whole bank.',
    whatToDo: null,
  }),
  'not-account-holder': () => ({
    sentence: 'Verified, but without an account at this bank',
    rule: 'The rules in force ask for an account at this bank.',
    whatToDo: 'Once an account is open, ask the contact to verify again.',
  }),
  'ended-early': (facts) => ({
    sentence: 'The relation ended early; added back within 7 days it revives',
    rule: `The relation has to live when the add counts; ended within ${facts.retentionDays} days of the add, the credit is taken back.`,
    whatToDo: 'If it was a slip, ask the contact to add you again.',
  }),
  'verification-revoked': () => ({
    sentence: 'The provider took its answer back',
    rule: 'An add whose verification was taken back does not count; verified again, it starts on that day.',
    whatToDo: 'Ask the contact to come to the counter.',
  }),
  'window-passed': (facts) => ({
    sentence: `Not verified within ${facts.windowDays} days; the window has passed`,
    rule: `Verified within ${facts.windowDays} days after the add, it counts; removing and adding again starts no new window.`,
    whatToDo: null,
  }),
  declined: (facts) => ({
    sentence: `The contact said no and is not prompted again${left(facts)}`,
    rule: 'After a no there are no more prompts; verified at the counter inside the window it still counts.',
    whatToDo: 'Respect the choice.',
  }),
  rejected: () => ({
    sentence: 'The review did not accept it, so it does not count',
    rule: 'A rejection needs a written reason and a second person.',
    whatToDo: 'You may appeal.',
  }),
}
