import type { events as chinese } from '../zh/events.ts'

export const events: typeof chinese = {
  title: "WeCom's events",
  sums: (waiting, dead) => `${waiting} waiting · ${dead} given up`,
  none: 'All events have been handled.',
  waiting: 'waiting',
  replay: 'Handle again',
  replayOf: (kind, time) => `Handle again: ${kind}, ${time}`,
  replayAll: (count) => `Handle all ${count} again`,
  replayed: (count) => `${count === 1 ? '1 event is' : `${count} events are`} handled again`,
  reconciled: (time) => `Last reconciled ${time}.`,
  found: (relations, started, ended) => `${relations} relations compared; missing: ${started} adds, ${ended} ends.`,
  doubted: (employees) => `The lists of ${employees} employees were not believed and are compared again.`,
  neverReconciled: 'Not reconciled yet. Every evening all relations are compared with WeCom.',
}
