import type { EmployeeActor } from '../../domain/employee.ts'
import { writeCsv } from '../../domain/csv.ts'
import { requireReason } from '../../domain/look.ts'
import { statementColumns } from '../../domain/month-statement.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import { listStatements, readSubtree } from './statement-store.ts'
import { viewStatement, type StatementView } from './view-statement.ts'

const PAGE = 50
const AT_ONCE = 1_000

/** `branchId` null is everything the actor may see; `reason` is what an operator gives for looking at persons. */
export type StatementsAsked = { month: string; branchId: string | null; reason: string | null }

/** For leads, of their branches; for operators, with a reason. Throws Problem('branch/not-found') out of scope. */
export async function readStatements(
  actor: EmployeeActor,
  ports: Ports,
  asked: StatementsAsked & { cursor: string | null },
): Promise<{ items: StatementView[]; nextCursor: string | null }> {
  return await ports.database.write(async (tx) => {
    const branchIds = await branchesFor(actor, tx, asked)
    const place = { after: asked.cursor ?? '', limit: PAGE + 1 }
    const rows = await listStatements(tx, asked.month, branchIds, place)
    const items = rows.slice(0, PAGE).map((row) => viewStatement(ports.vault, row))
    await noteRead(actor, ports, tx, asked, items.length)
    return { items, nextCursor: rows.length > PAGE ? (items.at(-1)?.employee.id ?? null) : null }
  })
}

/** All of them as a CSV text; its last line signs every byte before it. */
export async function exportStatements(actor: EmployeeActor, ports: Ports, asked: StatementsAsked): Promise<string> {
  return await ports.database.write(async (tx) => {
    const branchIds = await branchesFor(actor, tx, asked)
    const views: StatementView[] = []
    for (let after = ''; ; after = views.at(-1)?.employee.id ?? '') {
      const rows = await listStatements(tx, asked.month, branchIds, { after, limit: AT_ONCE })
      views.push(...rows.map((row) => viewStatement(ports.vault, row)))
      if (rows.length < AT_ONCE) break
    }
    await noteRead(actor, ports, tx, asked, views.length)
    const text = writeCsv([statementColumns[actor.locale], ...views.map(cellsOf)])
    const { keyId, signature, publicKey } = ports.vault.sign('statements', text)
    return `${text}signature,${keyId},${signature},${publicKey}\r\n`
  })
}

function cellsOf(view: StatementView): (string | number | null)[] {
  const { employee, branch, month, weight, target, effective, decidedLater, result, signature } = view
  const who = [employee.id, employee.name, branch.id, branch.name, month]
  return [...who, weight, target, effective, decidedLater, result, signature.keyId, signature.signature]
}

/** Null is the whole bank. */
async function branchesFor(actor: EmployeeActor, tx: Tx, asked: StatementsAsked): Promise<string[] | null> {
  const operates = actor.roles.includes('operator')
  if (!operates && actor.scope.length === 0) throw new Problem('branch/not-found')
  if (operates) requireReason(actor, asked.branchId, asked.reason)
  if (asked.branchId === null) return operates ? null : actor.scope
  const branchIds = await readSubtree(tx, asked.branchId, operates ? null : actor.scope)
  if (branchIds.length === 0) throw new Problem('branch/not-found')
  return branchIds
}

function noteRead(actor: EmployeeActor, ports: Ports, tx: Tx, asked: StatementsAsked, statements: number) {
  const facts = { branch: asked.branchId, reason: asked.reason, statements }
  return ports.audit(tx, actor, 'month/statements-read', { kind: 'month', id: asked.month }, facts)
}
