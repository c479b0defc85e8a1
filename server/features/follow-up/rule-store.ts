import { sql } from 'kysely'
import type { RawBuilder, Selectable } from 'kysely'
import { isConversation } from '../../conversation-store.ts'
import type { Locale } from '../../domain/employee.ts'
import type { FollowUpRule } from '../../domain/follow-up-rule.ts'
import type { FollowUpRuleTable } from '../../follow-up-tables.ts'
import type { Reader, Tx } from '../../ports.ts'

export type RuleRow = Selectable<FollowUpRuleTable>
export type RuleView = RuleRow & { changedByName: string | null; scriptTitle: string | null; open: number }

export async function insertRules(tx: Tx, rows: RuleRow[]): Promise<void> {
  await tx
    .insertInto('followUpRule')
    .values(rows)
    .onConflict((known) => known.column('rule').doNothing())
    .execute()
}

export function readRules(reader: Reader): Promise<RuleRow[]> {
  return reader.selectFrom('followUpRule').selectAll().orderBy('rule').execute()
}

/** Until the transaction ends nobody else changes the rule. */
export function lockRule(tx: Tx, rule: FollowUpRule): Promise<RuleRow | undefined> {
  return tx.selectFrom('followUpRule').selectAll().where('rule', '=', rule).forUpdate().executeTakeFirst()
}

export async function saveRule(tx: Tx, { rule, ...row }: RuleRow): Promise<void> {
  await tx.updateTable('followUpRule').set(row).where('rule', '=', rule).execute()
}

/** With who changed it last and how many of its follow-ups are open. */
export async function viewRules(reader: Reader): Promise<RuleView[]> {
  const rows = await reader
    .selectFrom('followUpRule')
    .leftJoin('employee', 'employee.id', 'followUpRule.changedBy')
    .leftJoin('talkScriptVersion as script', (join) =>
      join.onRef('script.scriptId', '=', 'followUpRule.talkScriptId').on('script.state', '=', 'approved'),
    )
    .selectAll('followUpRule')
    .select(['employee.name as changedByName', 'script.title as scriptTitle'])
    .execute()
  const counts = await reader
    .selectFrom('followUp')
    .select((all) => ['rule', all.fn.countAll<number>().as('open')])
    .where('state', '=', 'open')
    .where('rule', 'is not', null)
    .groupBy('rule')
    .execute()
  return rows.map((row) => ({ ...row, open: counts.find(({ rule }) => rule === row.rule)?.open ?? 0 }))
}

/** Whether the whole bank may use these words. */
export async function isScriptForAll(reader: Reader, id: string): Promise<boolean> {
  const found = await reader
    .selectFrom('talkScript')
    .innerJoin('talkScriptVersion as script', 'script.scriptId', 'talkScript.id')
    .select('talkScript.id')
    .where('talkScript.id', '=', id)
    .where('talkScript.branchId', 'is', null)
    .where('script.state', '=', 'approved')
    .executeTakeFirst()
  return found !== undefined
}

export type Candidate = { at: Date; contactId: string }
type Looked = Candidate & { fits: boolean }
type Asked = { from: Date; to: Date; after: Candidate; limit: number; now: Date }

/**
 * The next rows the rule looks at, by the moment from which it counts, each with whether it has to be looked at more closely. First a
 * page by index, then each row of it by index: OFFSET 0 keeps the planner from hashing a whole table for the page.
 */
export async function readCandidates(reader: Reader, rule: FollowUpRule, asked: Asked): Promise<Looked[]> {
  const { rows } = await candidates[rule](asked).execute(reader)
  return rows
}

const DAY_MS = 24 * 3_600_000

/** The questions behind `readCandidates`. */
export const candidates: Record<FollowUpRule, (asked: Asked) => RawBuilder<Looked>> = {
  promptAgain: ({ from, to, after, limit, now }) => sql<Looked>`
    SELECT page.at, page.contact_id AS "contactId",
      NOT EXISTS (
        SELECT 1 FROM follow_up WHERE follow_up.contact_id = page.contact_id
          AND follow_up.state = 'open' AND follow_up.kind = 'promptAgain' OFFSET 0)
      AND NOT EXISTS (
        SELECT 1 FROM verification WHERE verification.contact_id = page.contact_id
          AND verification.state IN ('verified', 'declined', 'submitted') OFFSET 0)
      AND NOT EXISTS (
        SELECT 1 FROM prompt WHERE prompt.contact_id = page.contact_id
          AND prompt.sent_at > ${new Date(now.getTime() - DAY_MS)} OFFSET 0) AS fits
    FROM (
      SELECT add.started_at AS at, add.contact_id FROM add
      WHERE add.verdict_status = 'awaiting' AND add.private_at IS NULL
        AND add.started_at >= ${from} AND add.started_at <= ${to}
        AND (add.started_at, add.contact_id) > (${after.at}::timestamptz, ${after.contactId}::text)
      ORDER BY add.started_at, add.contact_id LIMIT ${limit}
    ) AS page ORDER BY page.at, page.contact_id`,
  firstConversation: ({ from, to, after, limit }) => sql<Looked>`
    SELECT page.at, page.contact_id AS "contactId",
      NOT EXISTS (
        SELECT 1 FROM follow_up WHERE follow_up.contact_id = page.contact_id AND (
          ${isConversation} OR (follow_up.rule = 'firstConversation' AND follow_up.created_at >= page.at)) OFFSET 0) AS fits
    FROM (
      SELECT verification.since AS at, verification.contact_id FROM verification
      WHERE verification.state = 'verified' AND verification.since >= ${from} AND verification.since <= ${to}
        AND (verification.since, verification.contact_id) > (${after.at}::timestamptz, ${after.contactId}::text)
      ORDER BY verification.since, verification.contact_id LIMIT ${limit}
    ) AS page ORDER BY page.at, page.contact_id`,
  cameBack: ({ from, to, after, limit }) => sql<Looked>`
    SELECT page.at, page.contact_id AS "contactId",
      EXISTS (
        SELECT 1 FROM relation AS earlier WHERE earlier.contact_id = page.contact_id
          AND earlier.employee_id = page.employee_id AND earlier.ended_by = 'contact' OFFSET 0)
      AND NOT EXISTS (
        SELECT 1 FROM follow_up WHERE follow_up.contact_id = page.contact_id
          AND follow_up.rule = 'cameBack' AND follow_up.created_at >= page.at OFFSET 0) AS fits
    FROM (
      SELECT relation.started_at AS at, relation.contact_id, relation.employee_id FROM relation
      WHERE relation.ended_at IS NULL AND relation.started_at >= ${from} AND relation.started_at <= ${to}
        AND (relation.started_at, relation.contact_id) > (${after.at}::timestamptz, ${after.contactId}::text)
      ORDER BY relation.started_at, relation.contact_id LIMIT ${limit}
    ) AS page ORDER BY page.at, page.contact_id`,
}

/** The language in which somebody is written to. */
export async function readLocaleOf(reader: Reader, employeeId: string): Promise<Locale> {
  const found = await reader.selectFrom('employee').select('locale').where('id', '=', employeeId).executeTakeFirst()
  return found?.locale ?? 'zh-CN'
}
