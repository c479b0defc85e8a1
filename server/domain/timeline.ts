/** What the history of a contact tells; the order has no meaning. */
export const timelineKinds = [
  'added',
  'taken-over',
  'ended',
  'ended-by-contact',
  'handed-over',
  'prompted',
  'opened',
  'submitted',
  'verified',
  'failed',
  'declined',
  'revoked',
  'follow-up-made',
  'follow-up',
  'follow-up-closed',
  'follow-up-cancelled',
  'review-opened',
  'review-accepted',
  'review-rejected',
  'appealed',
  'appeal-upheld',
  'appeal-refused',
  'private',
  'private-ended',
  'remark',
  'tags',
] as const
export type TimelineKind = (typeof timelineKinds)[number]

export type Tag = { name: string; group: string }
export type TimelineEvent = {
  kind: TimelineKind
  /** Of the follow-up it is about. */
  title: string | null
  /** What a change of remark or tags replaced, and by what. */
  before: string | Tag[] | null
  after: string | Tag[] | null
}

const keyOf = ({ name, group }: Tag): string => JSON.stringify([group, name])

/** Tags of `tags` that are not among `others`, by name within their group. */
export function tagsMissingIn(others: readonly Tag[], tags: readonly Tag[]): Tag[] {
  const known = new Set(others.map(keyOf))
  return tags.filter((tag) => !known.has(keyOf(tag)))
}
