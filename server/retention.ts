import { KEEP_DAYS } from './domain/verification-words.ts'
import { forgetExportFiles } from './features/branch/export-store.ts'
import { forgetXml } from './features/callback/callback-store.ts'
import { forgetPictures } from './features/talk-script/picture-store.ts'
import {
  forgetCodePhones,
  forgetIdentities,
  forgetLinks,
  forgetOpenings,
  forgetUnsentRequests,
  forgetWebhooks,
} from './features/verification/forget-store.ts'
import { forgetMessages } from './features/notice/message-store.ts'
import { forgetWrites } from './http/idempotent-write-store.ts'
import { forgetSessions } from './http/session-store.ts'
import { forgetSignIns } from './http/sign-in-store.ts'
import type { Ports, Tx } from './ports.ts'

type Kept = { what: string; hours: number; why: string; forget(tx: Tx, before: Date): Promise<void> }

const days = (count: number): number => 24 * count

/** What is kept for how long, and why no longer. Nothing of the ledger, the consents and the audit log is ever forgotten here. */
const retention: readonly Kept[] = [
  {
    what: "callbacks' XML, once handled or given up",
    hours: days(30),
    why: 'long enough to replay and to look into a complaint; the key stays, so that a repetition is still known',
    forget: forgetXml,
  },
  {
    what: "links' hashes, from the link's end",
    hours: days(7),
    why: 'an ended link leads nowhere new; one by which its contact can take back a no or a consent stays theirs',
    forget: forgetLinks,
  },
  {
    what: "openings of links, from the cookie's end",
    hours: days(7),
    why: 'they tie a browser to a contact; where the first browser counts as the contact, as long as the link is kept',
    forget: forgetOpenings,
  },
  {
    what: "ids of the provider's webhooks",
    hours: days(30),
    why: 'a delivery is refused after five minutes; the rest is for looking into repetitions',
    forget: forgetWebhooks,
  },
  {
    what: 'submissions that never reached the provider',
    hours: days(30),
    why: 'nobody will answer them; one the provider knows stays, since its answer counts whenever it comes',
    forget: forgetUnsentRequests,
  },
  {
    what: 'masked phones of unanswered submissions',
    hours: days(30),
    why: 'the code they were shown for is long over',
    forget: forgetCodePhones,
  },
  {
    what: 'who a verified contact is, from the end of their last relation',
    hours: days(KEEP_DAYS),
    why: 'the page on which they consented says so; that they were verified stays, it is what was counted',
    forget: forgetIdentities,
  },
  {
    what: 'words of messages to employees',
    hours: days(30),
    why: 'they name contacts; whether somebody was told of a follow-up stays with its notice',
    forget: forgetMessages,
  },
  {
    what: 'files of exports',
    hours: days(7),
    why: 'whoever asked for one has had a week to fetch it; that it was asked for and fetched stays',
    forget: forgetExportFiles,
  },
  { what: 'sessions', hours: days(30), why: 'proof of who was signed in', forget: forgetSessions },
  {
    what: "writes' answers",
    hours: days(8),
    why: 'a write that was made without network is sent within seven days, under the key of its first try',
    forget: forgetWrites,
  },
  {
    what: 'pictures that came into no talk script',
    hours: days(1),
    why: 'whoever uploaded one has long written its draft or changed their mind',
    forget: forgetPictures,
  },
  { what: 'sign-ins under way', hours: 1, why: 'they are good for five minutes', forget: forgetSignIns },
]

/** Each kind in a transaction of its own, so that one that fails keeps none of the others. */
export async function forgetOld({ database, clock, log }: Ports): Promise<void> {
  for (const { what, hours, forget } of retention) {
    const before = new Date(clock.now().getTime() - hours * 3_600_000)
    await database
      .write((tx) => forget(tx, before))
      .catch((fault: unknown) => log.error({ fault, what }, 'What is old could not be forgotten and is due again'))
  }
}
