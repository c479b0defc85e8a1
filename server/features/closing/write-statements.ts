import { startOfDay } from '../../domain/business-day.ts'
import { endOfMonth } from '../../domain/calendar.ts'
import { signedText, statementPlace, type Statement } from '../../domain/month-statement.ts'
import type { Ports } from '../../ports.ts'
import { membersOf, saveStatements, type MonthMember } from './statement-store.ts'

type StatementPorts = Pick<Ports, 'database' | 'clock' | 'targets' | 'vault'>

const EMPLOYEES_AT_ONCE = 500

/** A signed statement for everybody who has a closed day, or an entry, in the month; those that are there already stay. */
export async function writeStatements(ports: StatementPorts, month: string): Promise<void> {
  let after = ''
  for (;;) {
    const members = await membersOf(ports.database.read, month, { after, limit: EMPLOYEES_AT_ONCE })
    const last = members.at(-1)
    if (!last) return
    await stateFor(
      ports,
      month,
      members.filter(({ done }) => !done),
    )
    after = last.id
  }
}

async function stateFor({ database, targets, vault, clock }: StatementPorts, month: string, members: MonthMember[]) {
  if (members.length === 0) return
  const first = `${month}-01`
  const closedAt = clock.now()
  const next = endOfMonth(first)
  const asOf = startOfDay(next)
  const books = await targets.books(database.read, members, { from: first, to: next }, { asOf })
  const rows = members.map(({ id: employeeId, branchId, employed, weight, effective }) => {
    const target = employed ? (books.get(employeeId)?.month(month).target ?? null) : null
    const statement: Statement = { employeeId, branchId, month, weight, target, effective, closedAt }
    const signed = signedText(statement)
    const { keyId, signature } = vault.sign(statementPlace(month), signed)
    return { ...statement, keyId, signature, signed }
  })
  await database.write((tx) => saveStatements(tx, rows))
}
