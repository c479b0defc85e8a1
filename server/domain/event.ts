/** What happened, raised by a use case inside its transaction; consequences.ts says what follows. */
export type DomainEvent =
  | { kind: 'relation-changed'; contactId: string; employeeId: string; change: 'started' | 'ended' | 'edited' }
  | { kind: 'prompt-changed'; contactId: string }
  | { kind: 'verification-changed'; contactId: string }
  | { kind: 'add-changed'; contactId: string; change: 'private' | 'review' | 'appeal' }
  | {
      kind: 'follow-up-changed'
      followUpId: string
      contactId: string
      assigneeId: string
      change: 'assigned' | 'other'
    }
  | { kind: 'assignment-undone'; assignmentId: string }
  | { kind: 'employee-changed'; employeeId: string; left: boolean }

/** Kinds of live updates that an open sidebar hears; each says only that something is to be asked for again. */
export const liveUpdateKinds = ['verification', 'my-day', 'follow-up', 'updated'] as const
export type LiveUpdateKind = (typeof liveUpdateKinds)[number]
