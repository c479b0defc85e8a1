import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { FollowUp } from '#contract/follow-up.ts'

type Outcome = NonNullable<FollowUp['outcome']>
export type PendingAct =
  | { kind: 'complete' | 'converse'; outcome: Outcome; note: string }
  | { kind: 'postpone'; dueAt: string }

/** What became of it: it waits for the network, or was not counted and stays until its reader has seen why. */
export type PendingState =
  | { step: 'waiting' }
  | { step: 'conflict'; what: 'completed' | 'cancelled' | 'closedItself' | 'other'; by: string; at: string }
  | { step: 'refused'; title: string; detail: string; remedy: string }
  | { step: 'expired' }

/** One thing done without network. Of the follow-up only what its row shows is kept with it. */
export type PendingWrite = {
  /** The Idempotency-Key of every try, the first one included. */
  key: string
  /** Null for a conversation, for which the server makes one. */
  followUpId: string | null
  row: { title: string; contactId: string; contactName: string }
  act: PendingAct
  /** By this device's own clock, in milliseconds. */
  keptAt: number
  state: PendingState
}

const kept = shallowRef<readonly PendingWrite[]>([])
const underWay = ref<string | null>(null)

/** Of whoever is signed in, the oldest first; empty until the outbox has been opened. */
export const pendingWrites: Readonly<ShallowRef<readonly PendingWrite[]>> = kept
/** The key of the one that is being sent now. */
export const sendingKey: Readonly<Ref<string | null>> = underWay

export function showPending(writes: readonly PendingWrite[]): void {
  kept.value = writes
}

export function showSending(key: string | null): void {
  underWay.value = key
}

/** The follow-up, or the contact where there is none: what was done to the same one is sent in its order. */
export const subjectOf = ({ followUpId, row }: PendingWrite): string => followUpId ?? row.contactId

/** Whether something done to this follow-up, or without one for this contact, waits for the network. */
export function isWaiting(id: string): boolean {
  return kept.value.some((write) => subjectOf(write) === id && write.state.step === 'waiting')
}
