import { counted } from './counted.ts'

/** What is done without network: kept on this device and sent later. */
export const pending = {
  title: 'Waiting on this device',
  hint: 'Without network only a sidebar that is already open works. What is kept here outlives closing it, and is sent within 7 days.',
  keep: 'Keep on this device',
  kept: 'Kept on this device; sent when the network is back',
  cannotKeep: 'This device cannot keep it now. Send it when the network is back.',
  age: {
    now: 'just now',
    minutes: (count: number) => `${counted(count, 'minute', 'minutes')} ago`,
    hours: (count: number) => `${counted(count, 'hour', 'hours')} ago`,
    days: (count: number) => `${counted(count, 'day', 'days')} ago`,
  },
  waiting: (age: string) => `Kept on this device ${age}; sent when the network is back`,
  sending: 'Sending…',
  completed: (outcome: string) => `Complete · ${outcome}`,
  postponed: (time: string) => `Move to ${time}`,
  takeBack: 'Take back',
  takeBackOf: (title: string) => `Take back: ${title}`,
  takenBack: 'Taken back, nothing was sent',
  done: (title: string) => `Sent: ${title}`,
  conflict: {
    completed: (by: string, time: string) => `${by} completed this follow-up (${time}). Yours was not counted.`,
    cancelled: (by: string, time: string) => `${by} cancelled this follow-up (${time}). Yours was not counted.`,
    closedItself: (_by: string, time: string) => `Its purpose came true, so it ended (${time}). Yours was not counted.`,
    other: (_by: string, time: string) => `This follow-up is no longer open (${time}). Yours was not counted.`,
  },
  refused: (title: string, detail: string) => `Not sent: ${title}. ${detail}`,
  expired: 'There was no network for more than 7 days, so it is not sent any more.',
  note: (text: string) => `Note: ${text}`,
  copy: 'Copy the note',
  copied: 'The note was copied',
  notCopied: 'It could not be copied. Press and hold the words to copy them.',
  dismiss: 'Understood',
  dismissOf: (title: string) => `Understood: ${title}`,
}
