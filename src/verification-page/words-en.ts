import type { Words } from './words.ts'

export const wordsEn: Words = {
  title: 'Real-name verification',
  loading: 'Opening…',
  asks: (employee, branch) => `${employee} of ${branch} invites you to verify your real name`,
  why: ['Why', 'So that we know it is really you we chat with. You can go on talking with us without it.'],
  collected: [
    'What is collected',
    'Name, document number and phone. They are encrypted on your phone and only the verifier can read them; we keep the result, the time and a masked name, never the number.',
  ],
  kept: (days) => [
    'For how long',
    `While you are in touch with us and ${days} days after. You can withdraw your consent on this page at any time.`,
  ],
  never: 'We never ask for a password, a card number or a transfer here.',
  elsewhere: ['Another way', "Verify at the counter or in the bank's app instead."],
  hotline: (hotline) => ['Hotline', hotline],
  line: ([term, text]) => `${term}: ${text}`,
  consentNeeded: 'Please tick each consent first, or choose "No, thank you"',
  fields: { name: 'Name', idType: 'Document', idNumber: 'Document number', phone: 'Phone the bank has on file' },
  idTypes: {
    residentCard: 'Resident identity card',
    passport: 'Passport',
    hkMacaoPermit: 'Mainland travel permit (Hong Kong, Macao)',
    taiwanPermit: 'Mainland travel permit (Taiwan)',
    permanentResidentCard: 'Permanent resident card',
  },
  faults: {
    missing: 'Please fill this in',
    name: 'The name as on your document, please',
    residentCard: 'One of the digits seems off, please compare',
    document: 'The number on your document: 6 to 20 letters or digits',
    phone: 'A phone number of 11 digits, please',
  },
  submit: 'Verify',
  sending: 'Sending…',
  no: 'No, thank you',
  waiting: {
    title: 'Being checked',
    text: 'This usually takes a few seconds. You may close this page, the result is recorded by itself.',
  },
  challenge: {
    title: 'Enter the code',
    text: (phone) => `We sent a code to the phone the bank has on file: ${phone}`,
    label: 'Code',
    send: 'Confirm',
    fault: 'The digits from the text message, please',
    wrong: 'That is not the code, please look at the text again',
    lost: 'Nothing after 10 minutes? Open the link again and start anew, or verify at the counter.',
  },
  verified: {
    title: 'Verified',
    text: (bank) =>
      `Thank you. ${bank} tells you through its own channel; if this was not you, answer as it says there.`,
  },
  failed: {
    title: 'It did not work this time',
    again: (left) => `Please compare and try again; ${left} attempts are left.`,
    over: 'Please come to the counter, or ask for a new invitation.',
    reasons: {
      mismatch: 'The details differ from those on record.',
      'not-found': 'No record was found for these details.',
      'not-eligible': 'This cannot be done online at the moment.',
      'expired-document': 'The document may have expired.',
      'too-many-attempts': 'The code was entered wrongly too often.',
      disputed: 'Somebody said that this was not them.',
      other: 'The check could not be completed.',
    },
  },
  declined: {
    title: 'All right, we will not ask again',
    text: 'You get no more invitations, and can go on talking with us.',
    undo: 'I changed my mind',
  },
  another: {
    title: 'Only the person it was sent to can open this',
    text: 'If you would like to verify too, ask your account manager.',
  },
  ended: { title: 'This link has ended', text: 'Ask the employee who sent it for a new one.' },
  unknown: {
    title: 'We cannot tell yet that it is you',
    text: 'WeChat did not answer, which may pass. Please try again.',
  },
  away: {
    title: 'The identity service does not answer',
    text: 'Please try again in a few minutes, or verify at the counter.',
  },
  offline: {
    title: 'No connection at the moment',
    text: 'Check your network and try again; what you typed is still here.',
    retry: 'Try again',
  },
  withdraw: {
    open: 'Withdraw consent',
    text: 'We then delete the masked name and the reference, and keep only the record that you agreed and withdrew.',
    confirm: 'Withdraw',
    done: 'Consent withdrawn',
  },
  switchLanguage: '中文',
}
