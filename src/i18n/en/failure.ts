import type { Words } from '../words-zh.ts'

export const failure: Words['failure'] = {
  offline: {
    title: 'No network',
    detail: 'This device cannot reach the network at the moment.',
    remedy: 'It tries again by itself when the network is back; or try now.',
  },
  away: {
    title: 'The server does not answer',
    detail: "Zhenke's server gave no answer. It is nothing you did.",
    remedy: 'Try again in a moment. If it stays so, tell head-office operations.',
  },
  broken: {
    title: 'Something broke on this page',
    detail: 'The page could not be shown. Nothing of yours is lost.',
    remedy: 'Reopen it. If it happens again, tell head-office operations.',
  },
  updated: {
    title: 'Zhenke was updated',
    detail: "There is a new version and this page's files were replaced.",
    remedy: 'Reopen to go on.',
  },
  signedOut: {
    title: 'Please sign in again',
    detail: 'Your session has ended.',
    remedy: 'Sign in again; you come back to this page.',
  },
  noPage: {
    title: 'No such page',
    detail: 'The address is wrong or the page has moved.',
    remedy: 'Go back to the contact.',
  },
  signIn: 'Sign in',
  reopen: 'Reopen',
  toContact: 'Back to the contact',
  toMyDay: 'See my day',
  newVersion: 'A new version is here',
  newVersionAction: 'Refresh',
}
