import type { EmployeeActor } from '../../domain/employee.ts'
import { assign, type ContactCase, type SkipReason } from '../../domain/follow-up-assignment.ts'
import type { Reader } from '../../ports.ts'
import { countOpen, readCases, readNames, type Person } from './assignment-store.ts'
import type { FollowUpView } from './follow-up-view.ts'
import { findWithoutSeat } from './seat-store.ts'

/** `refusalOf`: why somebody could not do it; null for whoever can. */
type Weighed = { known: ContactCase; refusalOf(employeeId: string): SkipReason | null }

/** Who of the actor's is related with the contact, and who of them can do the follow-up; leave is for the lead to weigh. */
export async function weighTakers(reader: Reader, actor: EmployeeActor, followUp: FollowUpView): Promise<Weighed> {
  const { contactId, kind } = followUp
  const nobody = { contactId, candidates: [], verified: false, declined: false, alreadyWith: [], privateFor: [] }
  const [found] = await readCases(reader, actor, [contactId], followUp, {})
  const known = { ...(found ?? nobody), alreadyOpen: false }
  const ids = known.candidates.map(({ employeeId }) => employeeId)
  const [seatless, load] = [await findWithoutSeat(reader, ids), await countOpen(reader, ids)]
  return {
    known,
    refusalOf(employeeId) {
      const terms = { kind, assigneeIds: [employeeId], seatless, away: new Set<string>(), load }
      return assign([{ ...known, alreadyWith: [] }], terms).skipped[0]?.reason ?? null
    },
  }
}

/** Those to whom it can be given, but for whoever has it. */
export async function findTakers(reader: Reader, actor: EmployeeActor, followUp: FollowUpView): Promise<Person[]> {
  const { known, refusalOf } = await weighTakers(reader, actor, followUp)
  const ids = known.candidates.map(({ employeeId }) => employeeId)
  const fit = ids.filter((id) => !known.alreadyWith.includes(id) && id !== followUp.assigneeId && !refusalOf(id))
  return [...(await readNames(reader, [...new Set(fit)])).values()]
}
