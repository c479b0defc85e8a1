import type { ProblemCode } from '../domain/problem.ts'
import { followUpProblems } from './follow-up-problem-words-en.ts'
import { talkScriptProblems } from './talk-script-problem-words-en.ts'
import { policyProblems } from './policy-problem-words-en.ts'
import { branchProblems } from './branch-problem-words-en.ts'
import { calendarProblems } from './calendar-problem-words-en.ts'

/** Title, detail, remedy. `{name}` is filled in from the problem's facts. */
export const english = {
  'session/required': ['Not signed in', 'There is no session, or it has ended.', 'Open Zhenke again from WeCom.'],
  'session/not-an-employee': [
    'For employees only',
    'WeCom says that you are not an employee of this bank.',
    'Sign in to WeCom with your work account.',
  ],
  'session/not-in-directory': [
    'Not set up for you yet',
    'You are not in the part of the directory that this app may see, or your account is switched off.',
    "Ask the WeCom administrator to put you into the app's visible range.",
  ],
  'sign-in/refused': [
    'Sign-in did not work',
    'WeCom did not accept this sign-in. It may be too old or already used.',
    'Open Zhenke again from WeCom.',
  ],
  'request/invalid': ['Not understood', 'Something in the request is not as expected: {place}.', 'Reload the page.'],
  'request/too-large': ['Too large', 'The request is larger than allowed.', 'Send less at once.'],
  'request/not-found': ['Not here', 'There is nothing at this address.', 'Go back and open it again.'],
  'request/method-not-allowed': ['Not possible', 'This address cannot be asked this way.', 'Reload the page.'],
  'request/foreign-origin': [
    'Refused for your safety',
    "The request did not come from Zhenke's own page.",
    'Open Zhenke again from WeCom.',
  ],
  'request/key-required': [
    'Not understood',
    'Each change needs its own Idempotency-Key of 8 to 80 letters, digits, - or _.',
    'Reload the page.',
  ],
  'request/key-reused': ['Not understood', 'This Idempotency-Key belongs to another change.', 'Reload the page.'],
  'request/key-in-progress': [
    'Still at work',
    'The same change was sent before and its answer is not known yet.',
    'Reload the page to see whether it was done.',
  ],
  'request/too-many': ['Too many requests', 'There were too many requests in a short time.', 'Wait a minute.'],
  'request/forbidden': ['Not allowed', 'You may not do this.', 'Ask your branch lead.'],
  'request/reason-required': [
    'Say why',
    'What concerns single persons is shown to an operator only with a reason, which is recorded.',
    'Give a reason.',
  ],
  'wecom/unavailable': ['WeCom does not answer', 'WeCom cannot be reached at the moment.', 'Try again in a minute.'],
  'wecom/refused': [
    'WeCom refused',
    'WeCom refused the request (code {errcode}).',
    'Tell the operators the code; it names the setting.',
  ],
  'wecom/foreign-url': [
    'Not our page',
    "Only Zhenke's own pages are signed for WeCom.",
    'Open Zhenke again from WeCom.',
  ],
  'callback/refused': ['Refused', 'The message was not accepted.', 'Check token, key and clock of the callback.'],
  'contact/not-found': [
    'No such contact',
    'This person is not among the contacts you may see.',
    'Somebody added this moment appears here by themselves; otherwise open the chat of one of your contacts.',
  ],
  'contact/no-relation': [
    'No longer your contact',
    'You and this person are not connected in WeCom any more.',
    'Let them scan your code to be connected again.',
  ],
  'contact/tags-busy': [
    'WeCom is busy with these tags',
    "Somebody else is changing this contact's tags at the same moment; WeCom takes one change at a time.",
    'Nothing was changed. Try again in a moment.',
  ],
  'contact/tag-gone': [
    'This tag is gone',
    'An administrator has removed one of these tags. Nothing was changed.',
    'Open the tags again and choose anew.',
  ],
  'group-chat/not-found': [
    'No such group',
    'WeCom does not name you among the members of this customer group.',
    'Open the toolbar inside a customer group that you are in.',
  ],
  'add/not-found': ['No such add', 'This add is not among those you may see.', 'Open it again from the list.'],
  'review/not-found': ['No such review', 'This review is not among those you may see.', 'Open it again from the list.'],
  'review/not-open': ['Already decided', 'This review has been decided.', 'Reload the list.'],
  'review/not-possible': ['Nothing to review', 'This add does not count as it is.', 'Read its explanation.'],
  'review/already-open': ['Already in review', 'A review of this add is open.', 'Decide it in the list of reviews.'],
  'review/own-add': [
    'Not for an add of your own',
    'Nobody reviews their own adds.',
    'A lead above you or an operator will do it.',
  ],
  'review/second-person': [
    'A second person is needed',
    'A rejection is confirmed by somebody other than who proposed it.',
    'Ask another lead or an operator to confirm it.',
  ],
  'appeal/not-possible': [
    'No appeal is possible',
    'There is no rejection to appeal against, or an appeal was made already.',
    'Read the decision and its reason in the explanation.',
  ],
  'appeal/not-found': [
    'No such appeal',
    'This appeal is not among those you may decide.',
    'Open it again from the list.',
  ],
  'appeal/decided': ['Already decided', 'This appeal has been decided.', 'Reload the list.'],
  'appeal/other-person': [
    'Somebody else has to decide',
    'An appeal goes to an operator outside the branch who had no part in the rejection.',
    'Ask another operator.',
  ],
  'verification/already-verified': [
    'Already verified',
    'This contact has completed real-name verification.',
    'Nothing to do. Start a conversation.',
  ],
  'verification/declined': [
    'The contact said no',
    'This contact does not want real-name verification.',
    'Respect it. Only they can change it, on their own page.',
  ],
  'verification/private-contact': [
    'A private contact',
    'You have marked this contact as private, so no verification link is sent.',
    'End the mark first if you want to send one.',
  ],
  'verification/too-many-prompts': [
    'No prompts left',
    'This contact has been prompted 3 times within 30 days.',
    'Verification at the counter is always possible.',
  ],
  'verification/too-soon': [
    'Too soon',
    'The last prompt was sent less than 24 hours ago.',
    'Wait until tomorrow before you prompt again.',
  ],
  'verification/quiet-hours': [
    'Quiet hours',
    'Nobody is prompted between 20:00 and 08:30.',
    'Send it tomorrow after 08:30.',
  ],
  'verification/in-progress': [
    'Being verified',
    'What the contact typed is being checked at this moment.',
    'Wait for the result; this page shows it by itself.',
  ],
  'verification/prompt-not-found': ['No such prompt', 'This prompt does not exist.', 'Reload the page.'],
  'verification/prompt-ended': [
    'The prompt has ended',
    'This prompt is over or was replaced by a newer one.',
    'Send a new prompt.',
  ],
  'verification/link-ended': [
    'The link has ended',
    'This link is too old, was replaced or is not complete.',
    'Ask your account manager for a new one.',
  ],
  'verification/another-person': [
    'Not for you',
    'Only the person this link was sent to can open it.',
    'Open it in the WeChat it was sent to.',
  ],
  'verification/consent-missing': [
    'Your consent is missing',
    'Nothing is passed on without your consent.',
    'Tick what you agree to, or say no.',
  ],
  'verification/wrong-step': ['Not at this step', 'This is not possible at this step.', 'Reload the page.'],
  'verification/provider-unavailable': [
    'Verification is not available',
    'The identity provider does not answer at the moment. Nothing was lost.',
    'Try again in a few minutes, or verify at the counter.',
  ],
  'branch/not-found': ['No such branch', 'This branch is not among those you lead.', 'Open your own branch.'],
  'month/not-found': [
    'No statement of this month',
    'The month has not closed yet, or closed without you.',
    'Months close at 02:00 on the first day of the next.',
  ],
  'ledger/not-found': ['Nothing here', 'There is nothing here for you.', 'Go back to the sidebar.'],
  ...branchProblems,
  ...policyProblems,
  ...calendarProblems,
  ...followUpProblems,
  ...talkScriptProblems,
  'server/fault': [
    'Something went wrong on our side',
    'The server could not answer.',
    'Try again. If it stays, tell the operators the number below.',
  ],
} as const satisfies Record<ProblemCode, readonly [title: string, detail: string, remedy: string]>
