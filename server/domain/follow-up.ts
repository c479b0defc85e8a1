export const followUpStates = ['open', 'completed', 'cancelled'] as const
export type FollowUpState = (typeof followUpStates)[number]

export const followUpOutcomes = ['reached', 'noAnswer', 'interested', 'refused', 'other'] as const
export type FollowUpOutcome = (typeof followUpOutcomes)[number]

export const followUpKinds = [
  'promptAgain',
  'firstConversation',
  'cameBack',
  'call',
  'visit',
  'message',
  'other',
] as const
export type FollowUpKind = (typeof followUpKinds)[number]

export const followUpPriorities = ['normal', 'high'] as const
export type FollowUpPriority = (typeof followUpPriorities)[number]

export const followUpOrigins = ['lead', 'rule', 'employee'] as const
export type FollowUpOrigin = (typeof followUpOrigins)[number]

export const followUpChanges = [
  'assigned',
  'completed',
  'reopened',
  'postponed',
  'cancelled',
  'closedItself',
  'moved',
] as const
export type FollowUpChange = (typeof followUpChanges)[number]
