import type { EmployeeActor } from '../../domain/employee.ts'
import { creditWords } from '../../domain/verdict-words.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { findStatement, listMonths, readClosedDays, readLater, type LaterRow } from './statement-store.ts'
import { viewStatement } from './view-statement.ts'

const SHOWN = 24

/** The actor's own closed months, newest first. */
export async function readMonths(actor: EmployeeActor, ports: Ports) {
  const rows = await listMonths(ports.database.read, actor.id, SHOWN)
  return rows.map((row) => viewStatement(ports.vault, row))
}

/**
 * The actor's own; a lead's look at a contact who is with somebody of theirs by now is in the audit log.
 * Throws Problem('month/not-found') for a month that has not closed, or closed without them.
 */
export async function readStatement(actor: EmployeeActor, ports: Ports, month: string) {
  const { read } = ports.database
  const row = await findStatement(read, actor.id, month)
  if (!row) throw new Problem('month/not-found')
  const later = await readLater(read, actor, month)
  await noteLooks(actor, ports, month, later)
  return {
    ...viewStatement(ports.vault, row),
    days: await readClosedDays(read, actor.id, month),
    later: later.map((entry) => ({ ...entry, reason: creditWords(entry.reason, actor.locale) })),
  }
}

async function noteLooks(actor: EmployeeActor, { database, audit }: Ports, month: string, later: LaterRow[]) {
  const entries = later.filter(({ holderId }) => holderId !== null && holderId !== actor.id).length
  if (entries === 0) return
  await database.write((tx) => audit(tx, actor, 'month/entries-read', { kind: 'month', id: month }, { entries }))
}
