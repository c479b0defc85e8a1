import type { Words } from './words.ts'

export const wordsEn: Words = {
  title: 'Real-name verification',
  loading: 'Opening…',
  asks: (employee, branch) => `${employee} of ${branch} invites you to verify your real name`,
  why: 'Once verified, we know that the person we chat with is really you, which protects your account. You can go on talking with us without it.',
  collected:
    'We need your name, document number and phone. They are encrypted on your phone and only the verifier can read them; we keep the result, the time and a masked name, never the number.',
  kept: (days) =>
    `The result is kept while you are in touch with us and ${days} days after. You can withdraw your consent on this page at any time.`,
  never: 'We never ask for a password, a card number or a transfer here.',
  elsewhere: "You can also verify at the counter or in the bank's app.",
  hotline: (hotline) => `Questions? Call ${hotline}`,
  more: 'Why verify, and how my details are protected',
  consentSensitive: (bank) =>
    `I agree that ${bank} processes my document number and other sensitive details for this verification`,
  consentProvider: (provider) => `I agree that they are passed on to ${provider}, only to verify who I am`,
  consentNeeded: 'Please tick your consent first',
  fields: { name: 'Name', idType: 'Document', idNumber: 'Document number', phone: 'Phone the bank has on file' },
  idTypes: {
    residentCard: 'Resident identity card',
    passport: 'Passport',
    hkMacaoTaiwanPermit: 'Hong Kong, Macao or Taiwan permit',
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
    lost: 'Nothing arrived? Wait a moment, or verify at the counter.',
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
    retry: 'Try again',
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
