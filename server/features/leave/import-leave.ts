import { firstOpenDay } from '../../domain/business-day.ts'
import type { LeaveSpan } from '../../domain/calendar.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { fault, faultSentence, type FileFault } from '../../domain/file-table.ts'
import { faultOf, whoEnters, type LeaveFault } from '../../domain/leave.ts'
import { readLeaveFile, type LeaveEntry, type LeaveFile } from '../../domain/leave-file.ts'
import { leaveFaultWords } from '../../domain/leave-words.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Reader, Tx } from '../../ports.ts'
import { employmentOf, keepLeave } from './enter-leave.ts'
import { lockSubjects, readStanding, type Subject } from './leave-store.ts'

/** How many leave the file would enter, or everything that is wrong with it; nothing is saved. */
export async function previewLeaveImport(
  actor: EmployeeActor,
  ports: Ports,
  { csv }: { csv: string },
): Promise<{ entries: number; faults: FileFault[] }> {
  requireOperator(actor)
  return await ports.database.write(async (tx) => {
    const { entries, faults } = await readAll(tx, actor, ports, csv)
    return { entries: entries.length, faults }
  })
}

/** All of the file or nothing; throws Problem('leave/file-wrong') with the first fault. */
export async function importLeave(
  actor: EmployeeActor,
  ports: Ports,
  { csv }: { csv: string },
): Promise<{ entered: number }> {
  requireOperator(actor)
  return await ports.database.write(async (tx) => {
    const { entries, faults } = await readAll(tx, actor, ports, csv)
    const [first] = faults
    if (first) {
      const { row, column } = first
      const sentence = faultSentence(first, actor.locale)
      throw new Problem('leave/file-wrong', { count: faults.length, row, column, sentence })
    }
    for (const { row: _, ...leave } of entries) await keepLeave(tx, actor, ports, leave, 'leave/imported')
    await ports.liveUpdates.changed(
      tx,
      entries.map(({ employeeId }) => employeeId),
      'my-day',
    )
    return { entered: entries.length }
  })
}

function requireOperator({ roles }: EmployeeActor): void {
  if (!roles.includes('operator')) throw new Problem('leave/not-found')
}

async function readAll(tx: Tx, actor: EmployeeActor, ports: Ports, csv: string): Promise<LeaveFile> {
  const file = readLeaveFile(csv)
  const ids = [...new Set(file.entries.map(({ employeeId }) => employeeId))]
  const subjects = new Map((await lockSubjects(tx, ids)).map((subject) => [subject.id, subject]))
  const ground = await readGround(tx, ids, ports)
  const faults = file.entries.flatMap((entry): FileFault[] => {
    const subject = subjects.get(entry.employeeId)
    const found = faultIn(actor, entry, subject, ground)
    const others = ground.standing.get(entry.employeeId) ?? []
    ground.standing.set(entry.employeeId, [...others, entry])
    if (!found) return []
    if (found === 'no-employee') return [fault(entry.row, file.headings.employee, found, entry.employeeId)]
    return [fault(entry.row, file.headings[columnOf(found)], 'refused', leaveFaultWords(found, actor.locale))]
  })
  return { ...file, faults: [...file.faults, ...faults].toSorted((a, b) => a.row - b.row) }
}

type Ground = { firstOpen: string; standing: Map<string, LeaveSpan[]> }

async function readGround(reader: Reader, ids: readonly string[], ports: Ports): Promise<Ground> {
  const firstOpen = firstOpenDay(ports.clock.now())
  return { firstOpen, standing: await readStanding(reader, ids, firstOpen) }
}

function faultIn(
  actor: EmployeeActor,
  entry: LeaveEntry,
  subject: Subject | undefined,
  { firstOpen, standing }: Ground,
): LeaveFault | 'no-employee' | null {
  // Nobody enters their own leave, not by a file either.
  if (!subject || whoEnters(actor, subject) !== 'actor') return 'no-employee'
  const others = standing.get(entry.employeeId) ?? []
  return faultOf(entry, { firstOpen, employment: employmentOf(subject), others })
}

const columnOf = ({ code }: LeaveFault): 'firstDay' | 'lastDay' =>
  code === 'leave/end-before-start' || code === 'leave/too-long' ? 'lastDay' : 'firstDay'
