import type { bridge as chinese } from '../zh/bridge.ts'

export const bridge: typeof chinese = {
  'not-in-wecom': {
    title: 'Please open this in WeCom',
    detail: 'This page has to know whose chat is open, and only WeCom can tell.',
    remedy: "Open any customer's chat in WeCom and enter Zhenke from the sidebar or the chat toolbar.",
  },
  silent: {
    title: 'WeCom does not answer',
    detail: 'WeCom was asked whose chat is open and gave no answer.',
    remedy: 'Try again. If that fails, close and reopen the sidebar, or restart WeCom.',
  },
  'signature-refused': {
    title: 'WeCom did not accept this page',
    detail: "WeCom refused the page's signature, so the open chat cannot be read.",
    remedy: 'Trying again uses a new signature. If that fails, pass the diagnosis on to the administrator.',
  },
  'no-seat': {
    title: 'You have no customer-contact seat',
    detail: 'WeCom says that you may not use customer contact, so it shows no customers.',
    remedy: "Ask the administrator to add you under customer contact, permissions, in WeCom's console.",
  },
  'group-chat': {
    title: 'This is a group chat',
    detail: 'WeCom did not say which group it is: only a group with customers in it can be shown.',
    remedy: 'Open the chat with one of the customers to see them here.',
  },
  'no-chat': {
    title: 'No customer chat is open',
    detail: 'This page shows the contact of the open chat, and none is open.',
    remedy: "Open a customer's chat; or look at how the day is going.",
  },
  'not-a-contact': {
    title: 'No customer in this chat',
    detail: 'This is a colleague, or somebody you have not added.',
    remedy: "Open a customer's chat to see them here.",
  },
  'not-allowed': {
    title: 'WeCom does not allow this',
    detail: 'The app lacks the permission for this call.',
    remedy: 'Pass the diagnosis on to the administrator.',
  },
  unreachable: {
    title: 'No connection to WeCom',
    detail: 'The page could not get the file or the signature it needs to talk to WeCom.',
    remedy: 'Check the network and try again.',
  },
  other: {
    title: 'WeCom did not say whose chat is open',
    detail: 'WeCom gave an answer that is not known here.',
    remedy: 'Try again. If that fails, pass the diagnosis on to the administrator.',
  },
  diagnosis: 'Diagnosis, for the administrator',
  codes: {
    '40093':
      "40093: the signature is wrong. Check the server's time and that PUBLIC_ORIGIN is this address, then run npm run doctor.",
    '80001': "80001: this address is not on the app's trusted domain. Set it in WeCom's console, port included.",
    '40013': '40013: the corp id is wrong. Check WECOM_CORP_ID.',
    '42012': '42012: the ticket behind the signature has expired. Trying again gets a new one.',
  },
  otherCode: (code) => `Code ${code}: look it up in WeCom's developer centre, and run npm run doctor.`,
  words: (text) => `WeCom's own words: ${text}`,
  address: (text) => `Page: ${text}`,
  namedChat: 'Opened from a message or a list.',
  openingChat: 'Opening the chat…',
  chatOpened: 'The chat is open',
  chatNotOpened:
    'The chat could not be opened. Search for the name in WeCom; you can still read and complete everything here.',
  notInWeCom: 'Outside of WeCom the chat cannot be opened; you can still read and complete everything here.',
}
