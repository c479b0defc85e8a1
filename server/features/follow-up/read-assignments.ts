import type { EmployeeActor } from '../../domain/employee.ts'
import { cursorOf, placeIn } from '../../domain/time-cursor.ts'
import type { Ports } from '../../ports.ts'
import { listAssignments } from './assignment-job-store.ts'
import { type AssignmentView, viewAssignment, viewAssignments } from './view-assignments.ts'

const PAGE = 10

/** Their own and those of the leads below, the newest first; they name no contact. */
export async function readAssignments(
  actor: EmployeeActor,
  ports: Ports,
  { cursor }: { cursor: string | undefined },
): Promise<{ items: AssignmentView[]; nextCursor: string | null; asOf: Date }> {
  const asOf = ports.clock.now()
  const { read } = ports.database
  const rows = await listAssignments(read, actor, placeIn(cursor), PAGE + 1)
  const page = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? page.at(-1) : undefined
  return {
    items: await viewAssignments(read, actor, page, asOf),
    nextCursor: last ? cursorOf({ at: last.createdAt, id: last.id }) : null,
    asOf,
  }
}

export async function readAssignment(
  actor: EmployeeActor,
  ports: Ports,
  { id }: { id: string },
): Promise<{ assignment: AssignmentView; asOf: Date }> {
  const asOf = ports.clock.now()
  return { assignment: await viewAssignment(ports.database.read, actor, id, asOf), asOf }
}
