import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { countLeftToday } from './assign-follow-ups.ts'
import { decideReassignment } from './decide-reassignment.ts'
import { tellDecided, type Preview } from './preview-assignment.ts'
import { chooseHeld, reassignmentTermsOf, requireTakers, type ReassignInput } from './reassign-follow-ups.ts'

export type ReassignmentPreview = Pick<Preview, 'count' | 'load' | 'onLeave' | 'skipped' | 'leftToday' | 'asOf'> & {
  followUps: number
}

/** As `reassignFollowUps` would do it now; the refusals are the same but for the quota, which is told. */
export async function previewReassignment(
  actor: EmployeeActor,
  ports: Ports,
  input: ReassignInput,
): Promise<ReassignmentPreview> {
  const now = ports.clock.now()
  const terms = reassignmentTermsOf(input)
  return await ports.database.write(async (tx) => {
    const chosen = await chooseHeld(tx, actor, input, now)
    await requireTakers(tx, actor, terms)
    const decided = await decideReassignment(tx, actor, terms, { chosen, now })
    const facts = { followUps: chosen.length }
    await ports.audit(tx, actor, 'assignment/previewed', { kind: 'employee', id: actor.id }, facts)
    return {
      followUps: chosen.length,
      ...(await tellDecided(tx, actor, decided)),
      leftToday: await countLeftToday(tx, actor, now),
      asOf: now,
    }
  })
}
