import { addDays, businessDayOf, startOfDay } from './business-day.ts'
import type { EmployeeActor } from './employee.ts'
import type { DayWeight } from './working-hours.ts'

export const reviewOutcomes = ['accepted', 'rejected'] as const
export type ReviewOutcome = (typeof reviewOutcomes)[number]
export const appealOutcomes = ['upheld', 'refused'] as const
export type AppealOutcome = (typeof appealOutcomes)[number]

/** Whose add it is now, who made it where a handover has moved it, and the branch of whose it is. */
export type OwnedAdd = { employeeId: string; adderId: string | null; branchId: string }
export type ReviewStanding = {
  closedAt: Date | null
  outcome: ReviewOutcome | null
  proposedBy: string | null
  decidedBy: string | null
  /** Null without an appeal. */
  appeal: 'waiting' | AppealOutcome | null
}

export type ReviewMay = {
  explain: boolean
  accept: boolean
  /** Propose the rejection, as the first of two persons. */
  propose: boolean
  /** Confirm what somebody else has proposed. */
  confirm: boolean
  appeal: boolean
  decideAppeal: boolean
}

export const owns = (actor: EmployeeActor, add: OwnedAdd): boolean =>
  actor.id === add.employeeId || actor.id === add.adderId

/** Leads for their branches and operators, and nobody for an add of their own. */
export const oversees = (actor: EmployeeActor, add: OwnedAdd): boolean =>
  !owns(actor, add) && (actor.scope.includes(add.branchId) || actor.roles.includes('operator'))

/** A rejection takes two persons; an appeal goes to an operator outside the branch who had no part in the rejection. */
export function reviewMay(actor: EmployeeActor, add: OwnedAdd, review: ReviewStanding): ReviewMay {
  const { closedAt, outcome, proposedBy, decidedBy, appeal } = review
  const decides = closedAt === null && oversees(actor, add)
  const hasRejected = [proposedBy, decidedBy].includes(actor.id)
  const isOutside = actor.roles.includes('operator') && actor.branchId !== add.branchId && !hasRejected
  return {
    explain: closedAt === null && actor.id === add.employeeId,
    accept: decides,
    propose: decides && proposedBy === null,
    confirm: decides && proposedBy !== null && proposedBy !== actor.id,
    appeal: outcome === 'rejected' && appeal === null && actor.id === add.employeeId,
    decideAppeal: appeal === 'waiting' && isOutside && !owns(actor, add),
  }
}

const WORKING_DAYS = 5
/** A branch that is closed for longer does not keep an add held for ever. */
export const REVIEW_HORIZON = 60

/** The end of the fifth working day after the day it was opened: undecided until then, the add is accepted. */
export function reviewDue(openedAt: Date, weight: DayWeight): Date {
  const opened = businessDayOf(openedAt)
  let left = WORKING_DAYS
  let ahead = 0
  while (left > 0 && ahead < REVIEW_HORIZON) {
    ahead += 1
    if (weight(addDays(opened, ahead)) > 0) left -= 1
  }
  return startOfDay(addDays(opened, ahead + 1))
}
