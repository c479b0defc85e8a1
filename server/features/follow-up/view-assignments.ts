import { undoUntil } from '../../domain/assignment.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { skipSentence } from '../../domain/follow-up-words.ts'
import { reassignmentTitle } from '../../domain/reassignment-words.ts'
import { Problem } from '../../domain/problem.ts'
import type { Reader } from '../../ports.ts'
import { findAssignment, type NamedAssignment } from './assignment-job-store.ts'
import { countOutcomes, countUntouched } from './assignment-sums-store.ts'
import { countHandedOn, countUntouchedHandedOn } from './handed-on-store.ts'

/** An assignment as one reader sees it, with what became until now of those of its contacts that are within their reach. */
export type AssignmentView = NamedAssignment & {
  contacts: number
  created: number
  waiting: number
  workedOn: number
  takenBack: number
  told: number
  recalled: number
  skipped: { reason: string; contacts: number }[]
  undoUntil: Date | null
}

/** Throws Problem('assignment/not-found') for what is out of the actor's scope. */
export async function viewAssignment(
  reader: Reader,
  actor: EmployeeActor,
  id: string,
  now: Date,
): Promise<AssignmentView> {
  const row = await findAssignment(reader, actor, id)
  const [view] = row ? await viewAssignments(reader, actor, [row], now) : []
  if (!view) throw new Problem('assignment/not-found')
  return view
}

export async function viewAssignments(
  reader: Reader,
  actor: EmployeeActor,
  rows: NamedAssignment[],
  now: Date,
): Promise<AssignmentView[]> {
  const ids = rows.map(({ id }) => id)
  const counts = [...(await countOutcomes(reader, actor, ids)), ...(await countHandedOn(reader, actor, ids))]
  const untouched = new Map([
    ...(await countUntouched(reader, actor, ids)),
    ...(await countUntouchedHandedOn(reader, actor, ids)),
  ])
  return rows.map((row) => {
    const own = counts.filter(({ assignmentId }) => assignmentId === row.id)
    const sum = (what: 'contacts' | 'created' | 'takenBack' | 'told' | 'recalled') =>
      own.reduce((total, one) => total + one[what], 0)
    const skipped = own.flatMap(({ skipped: reason, contacts }) => (reason ? [{ reason, contacts }] : []))
    const created = sum('created')
    const takenBack = sum('takenBack')
    return {
      ...row,
      title: row.reassigns ? reassignmentTitle(row.reassigns, actor.locale) : row.title,
      contacts: sum('contacts'),
      created,
      takenBack,
      told: sum('told'),
      recalled: sum('recalled'),
      waiting: sum('contacts') - created - skipped.reduce((total, { contacts }) => total + contacts, 0),
      workedOn: created - takenBack - (untouched.get(row.id) ?? 0),
      skipped: skipped.map(({ reason, contacts }) => ({ reason: skipSentence(reason, actor.locale), contacts })),
      undoUntil: undoUntil(row, now),
    }
  })
}
