import { channelWords } from '../../domain/channel-words.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { followUpMay, isOverdue } from '../../domain/follow-up-rules.ts'
import { systemName } from '../../domain/follow-up-words.ts'
import { nextActionWords } from '../../domain/next-action-words.ts'
import { mayStillCount, nextStep, type ContactStanding, type NextStep } from '../../domain/next-action.ts'
import { viewVerdict } from '../../domain/verdict-view.ts'
import { promptAllowance, type PromptAllowance } from '../../domain/verification-prompts.ts'
import type { Ports } from '../../ports.ts'
import { readPrompts, type Head, type PagePrompt } from './contact-page-store.ts'
import { cutAtEnd } from './cut-at-end.ts'
import { lookAtContact } from './look-at-contact.ts'
import { readPageFollowUps, type PageFollowUp } from './page-follow-ups-store.ts'
import { firstOfTimeline, pageOfTimeline, type TimelinePage } from './read-timeline.ts'
import { readStandingAt, readTimeline } from './timeline-store.ts'

const COUNTED_MS = 30 * 86_400_000

/** Everything the sidebar shows for one contact; who may look, and what of it is audited, is `lookAtContact`'s. */
export async function readContactPage(actor: EmployeeActor, ports: Ports, contactId: string) {
  const { database } = ports
  const { head, own, until } = await lookAtContact(actor, ports, contactId)
  const [prompts, events, followUps, then] = await Promise.all([
    readPrompts(database.read, contactId),
    readTimeline(database.read, { ownerId: head.ownerId, contactId, until }, firstOfTimeline),
    readPageFollowUps(database.read, actor, contactId),
    until && readStandingAt(database.read, contactId, until),
  ])
  const timeline = pageOfTimeline(events, actor.locale)
  return pageOf({ actor, own, followUps, timeline, ...cutAtEnd({ head, prompts }, until, then) }, ports.clock.now())
}

type Read = {
  actor: EmployeeActor
  head: Head
  own: boolean
  prompts: PagePrompt[]
  timeline: TimelinePage
  followUps: PageFollowUp[]
}

function pageOf({ actor, head, own, prompts, timeline, followUps }: Read, now: Date) {
  const { locale } = actor
  const allowance = allowanceOf(head, prompts, now)
  const live = prompts.find((prompt) => prompt.sentAt !== null && prompt.endedAt === null && prompt.expiresAt > now)
  const related = head.endedAt === null
  const isCustomer = related && head.privateAt === null
  const mayPrompt = own && isCustomer && allowance.allowed
  const mine = followUps.filter((followUp) => followUp.assigneeId === actor.id)
  const standing: ContactStanding = {
    state: head.state ?? 'none',
    allowance,
    promptsSent: sentIn(prompts, now),
    linkEndsAt: live?.expiresAt ?? null,
    opened: live?.openedAt !== undefined && live.openedAt !== null,
    related,
    isPrivate: head.privateAt !== null,
    mayCount: mayStillCount(head.verdictStatus, head.verdictReason),
    talkedWith: head.talkedWith,
    followUps: own ? mine : followUps,
  }
  const step = nextStep(standing, now)
  const mayAct = mayTake(step, { mayPrompt, mayStart: own && related, mine })
  return {
    contact: { id: head.contactId, name: head.name, avatar: head.avatar, type: head.type },
    relation: relationOf(head, actor),
    verification: verificationOf(head, allowance, live?.expiresAt ?? null),
    verdict: verdictOf(head, actor, now),
    nextAction: nextActionWords(step, mayAct, locale, now),
    followUps: followUps.map((followUp) => viewFollowUp(followUp, head, actor, now)),
    timeline: timeline.items,
    olderTimeline: timeline.nextCursor,
    may: {
      prompt: mayPrompt,
      plan: own && isCustomer,
      assign: isCustomer && head.ownerBranchId !== null && actor.scope.includes(head.ownerBranchId),
      markPrivate: own && head.addId !== null,
      editProfile: own && related,
    },
    asOf: now,
  }
}
export type ContactPageView = ReturnType<typeof pageOf>

/** Whoever has the contact starts the conversation, with a follow-up that was made for it or with none. */
function mayTake(
  step: NextStep,
  { mayPrompt, mayStart, mine }: { mayPrompt: boolean; mayStart: boolean; mine: PageFollowUp[] },
): boolean {
  if (!('followUp' in step)) return mayPrompt
  const { followUp } = step
  return followUp === null ? mayStart : mine.some(({ id }) => id === followUp.id)
}

const sentIn = (prompts: PagePrompt[], now: Date): number =>
  prompts.filter(({ sentAt }) => sentAt !== null && sentAt.getTime() > now.getTime() - COUNTED_MS).length

function allowanceOf(head: Head, prompts: PagePrompt[], now: Date): PromptAllowance {
  const other = prompts.find(({ employeeId, sentAt, endedAt }) => employeeId !== head.ownerId && !sentAt && !endedAt)
  const facts = {
    state: head.state ?? ('none' as const),
    since: head.since,
    sentAt: prompts.flatMap(({ sentAt }) => sentAt ?? []),
    otherMadeAt: other?.createdAt ?? null,
    addedAt: head.endedAt === null ? head.startedAt : null,
  }
  return promptAllowance(facts, now)
}

const relationOf = (head: Head, { locale }: EmployeeActor) => ({
  startedAt: head.addedAt ?? head.startedAt,
  endedAt: head.endedAt,
  privateSince: head.privateAt,
  channel: channelWords(head.channel ?? '', head.addWay ?? 0, locale),
  remark: head.remark ?? '',
  tags: head.tags ?? [],
  elsewhere: head.endedAt === null ? head.elsewhere : null,
})

const verificationOf = (head: Head, allowance: PromptAllowance, linkEndsAt: Date | null) => ({
  state: head.state ?? ('none' as const),
  since: head.since,
  maskedName: head.state === 'verified' ? head.maskedName : null,
  promptsLeft: allowance.promptsLeft,
  nextPromptAt: allowance.nextPromptAt,
  linkEndsAt,
  recipient: head.state === 'verified' ? head.recipient : null,
})

function verdictOf(
  { addId, verdictStatus, verdictReason, verdictSince, ...head }: Head,
  actor: EmployeeActor,
  now: Date,
) {
  if (addId === null || verdictStatus === null || verdictSince === null) return null
  const kept = {
    verdictStatus,
    verdictReason,
    verdictSince,
    windowEndsAt: head.windowEndsAt,
    parameters: head.parameters,
  }
  return { addId, ...viewVerdict(kept, actor.locale, now).verdict }
}

function viewFollowUp(followUp: PageFollowUp, head: Head, actor: EmployeeActor, now: Date) {
  const { complete, postpone, cancel, assign } = followUpMay(actor, followUp, now)
  return {
    ...followUp,
    contact: { id: head.contactId, name: head.name, avatar: head.avatar },
    overdue: isOverdue(followUp, now),
    history: (followUp.history ?? []).map(({ kind, at, byName }) => ({
      kind,
      at: new Date(at),
      by: byName ?? systemName(actor.locale),
    })),
    may: { complete, postpone, cancel, assign },
  }
}
