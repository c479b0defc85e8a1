import type { EmployeeActor } from '../../domain/employee.ts'
import { skipSentence } from '../../domain/follow-up-words.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Reader } from '../../ports.ts'
import { changeFollowUp } from './change-follow-up.ts'
import { requireReachable } from './decide-assignment.ts'
import { findNoticeMoment } from './find-notice-moment.ts'
import { weighTakers } from './find-takers.ts'
import { isSameOpen } from './follow-up-store.ts'
import { viewFollowUp, type FollowUpView } from './follow-up-view.ts'
import { tellAnew } from './tell-anew.ts'

/** Gives one that is open to somebody else of the lead's who is related with the contact, and tells them. Given to whoever has it, nothing changes. */
export async function reassignFollowUp(
  actor: EmployeeActor,
  ports: Ports,
  input: { id: string; assigneeId: string },
): Promise<FollowUpView> {
  const to = input.assigneeId.toLowerCase()
  const before = await viewFollowUp(ports.database.read, actor, input.id, ports.clock.now())
  if (before.may.assign && before.assigneeId === to) return before
  try {
    return await changeFollowUp(actor, ports, input.id, (followUp, now) => ({
      kind: 'moved',
      needs: 'assign',
      // Given by the lead it is the bank's, whoever made it.
      set: { assigneeId: to, onceIn: '*' },
      facts: { from: followUp.assigneeId, to },
      besides: async (tx) => {
        await requireFit(tx, actor, followUp, to)
        const at = await findNoticeMoment(tx, now)
        await tellAnew(tx, ports, { followUpId: followUp.id, employeeId: to === actor.id ? null : to, at })
        if (at <= now) await ports.jobs.send(tx, 'notify-employee', {})
        await ports.liveUpdates.changed(tx, [to], 'follow-up')
      },
    }))
  } catch (fault) {
    throw isSameOpen(fault) ? new Problem('follow-up/same-open', {}, { cause: fault }) : fault
  }
}

/** Whoever is out of the lead's reach does not exist; who is within it but cannot do it is refused with why. */
async function requireFit(reader: Reader, actor: EmployeeActor, followUp: FollowUpView, to: string): Promise<void> {
  await requireReachable(reader, actor, [to])
  const { known, refusalOf } = await weighTakers(reader, actor, followUp)
  if (known.alreadyWith.filter((id) => id === to).length > 1) throw new Problem('follow-up/same-open')
  const refusal = refusalOf(to)
  if (refusal) throw new Problem('follow-up/assignee-unfit', { why: skipSentence(refusal, actor.locale) })
}
