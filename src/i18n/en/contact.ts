import type { Words } from '../words-zh.ts'

export const strip: Words['strip'] = {
  effective: (effective, target) =>
    target ? `Effective today ${effective} / ${target}` : `Effective today ${effective}`,
  rest: (awaiting, month, target) => `Awaiting ${awaiting} · Month ${month}${target === null ? '' : ` / ${target}`}`,
  open: 'Open my day',
  day: 'My day',
}

export const verification: Words['verification'] = {
  state: {
    none: 'Not verified',
    prompted: 'Not verified',
    opened: 'Not verified',
    submitted: 'Verifying',
    challenge: 'Verifying',
    verified: 'Verified',
    failed: 'Verification failed',
    declined: 'Declined',
    revoked: 'Revoked',
  },
  becameVerified: (name) => `${name} is now verified`,
  checkingChat: 'Checking the open chat…',
  making: 'Making the prompt…',
  sending: 'Sending to the chat…',
  noting: 'Recording…',
  sent: 'The prompt is in the chat',
  notSent: 'Nothing was sent. The prompt is kept; tap once more to send it.',
  tapAgain: 'Nothing was sent; tap again in a moment.',
  otherChat: "Nothing was sent: another chat is open now. Go back to this contact's chat and send from there.",
  notNoted: 'The card is in the chat but is not recorded yet. Do not send it again; just try the recording again.',
  noteAgain: 'Record again',
  bridge: 'Nothing was sent: WeCom did not carry it out. Try again; if that fails, reopen the sidebar.',
}

export const contact: Words['contact'] = {
  added: (day) => `added ${day}`,
  ended: (day) => `relation ended ${day}`,
  why: {
    awaiting: 'Why does it not count yet?',
    effective: 'Why does it count?',
    held: 'Why is it under review?',
    void: 'Why does it not count?',
  },
  tabs: { timeline: 'Timeline', profile: 'Profile', scripts: 'Scripts' },
  sections: 'More',
  emptyTimeline: 'Nothing has happened yet',
  openChat: 'Open the chat',
}
