import { sql } from 'kysely'
import type { Reader } from '../../server/ports.ts'

/**
 * What has to hold of any database of the product, whatever happened before, asked of its tables alone: each question finds the
 * rows that break a rule.
 */
const questions: Record<string, string> = {
  'steps of an identity have no gap and give and take in turn (I5, I8)': `
    SELECT subject FROM credit GROUP BY subject
    HAVING min(step) <> 1 OR max(step) <> count(*) OR bool_or((step % 2 = 1) <> (amount = 1))`,
  'an identity has at most one credit that stands (I4, I5)': `
    SELECT subject, sum(amount) FROM credit GROUP BY subject HAVING sum(amount) NOT IN (0, 1)`,
  'a reversal names the add, the employee and the branch of the credit before it (I8)': `
    SELECT taken.subject, taken.step FROM credit AS taken
    LEFT JOIN credit AS given ON given.subject = taken.subject AND given.step = taken.step - 1
      AND given.add_id = taken.add_id AND given.employee_id = taken.employee_id AND given.branch_id = taken.branch_id
    WHERE taken.amount = -1 AND given.step IS NULL`,
  'there are no more credits than verified identities (I4)': `
    SELECT 1 WHERE (SELECT coalesce(sum(amount), 0) FROM credit)
      > (SELECT count(DISTINCT subject) FROM identity_result WHERE outcome = 'verified')`,
  'a standing credit has an answer, a relation and no bank staff behind it (I6)': `
    SELECT last.subject FROM (SELECT DISTINCT ON (subject) * FROM credit ORDER BY subject, step DESC) AS last
    LEFT JOIN add ON add.id = last.add_id
    WHERE last.amount = 1 AND (
      NOT EXISTS (SELECT 1 FROM identity_result AS result
        WHERE result.contact_id = add.contact_id AND result.subject = last.subject AND result.outcome = 'verified')
      OR NOT EXISTS (SELECT 1 FROM relation WHERE relation.contact_id = add.contact_id AND relation.employee_id = last.employee_id)
      OR EXISTS (SELECT 1 FROM identity_result AS result WHERE result.subject = last.subject AND result.is_employee AND NOT EXISTS (
        SELECT 1 FROM identity_result AS later WHERE later.request_id = result.request_id AND later.version > result.version)))`,
  'a standing credit has a consent that was given before the answer (I6)': `
    SELECT last.subject FROM (SELECT DISTINCT ON (subject) * FROM credit ORDER BY subject, step DESC) AS last
    JOIN add ON add.id = last.add_id
    WHERE last.amount = 1 AND NOT EXISTS (
      SELECT 1 FROM consent JOIN identity_result AS result ON result.contact_id = consent.contact_id
      WHERE consent.contact_id = add.contact_id AND consent.kind = 'sensitive' AND consent.given_at <= result.received_at)`,
  'an effective add has the credit, and no other has it (I4)': `
    SELECT coalesce(add.id, last.add_id) FROM add
    FULL JOIN (SELECT DISTINCT ON (subject) * FROM credit ORDER BY subject, step DESC) AS last
      ON last.add_id = add.id AND last.amount = 1
    WHERE (add.verdict_status = 'effective' AND last.add_id IS NULL)
      OR (last.amount = 1 AND add.verdict_status NOT IN ('effective', 'held'))`,
  'the sums of employees are those of the ledger (I8)': summed('employee_id, branch_id, day, earned_day', 'credit_sum'),
  'the sums of branches are those of the ledger (I8)': summed('branch_id, day, earned_day', 'branch_sum'),
  'a closed day is what the ledger says of it (I10)': `
    SELECT closed_day.employee_id, closed_day.day FROM closed_day
    LEFT JOIN (SELECT employee_id, day, count(*) FILTER (WHERE amount = 1) AS gained, count(*) FILTER (WHERE amount = -1) AS lost
      FROM credit GROUP BY employee_id, day) AS booked USING (employee_id, day)
    WHERE closed_day.gained <> coalesce(booked.gained, 0) OR closed_day.lost <> coalesce(booked.lost, 0)`,
  'nothing is booked on a day after it was closed, nor earned later than booked (I10)': `
    SELECT credit.subject, credit.step FROM credit LEFT JOIN closing_begun USING (day)
    WHERE credit.earned_day > credit.day OR credit.recorded_at > closing_begun.begun_at`,
  'an event of the inbox is waiting, done or dead, and only one that waits is due (I18)': `
    SELECT key FROM callback_event
    WHERE state NOT IN ('waiting', 'done', 'dead') OR (state = 'waiting') <> (due_at IS NOT NULL)`,
}

function summed(keys: string, table: string): string {
  return `SELECT * FROM (
      SELECT ${keys}, count(*) FILTER (WHERE amount = 1)::int AS gained, count(*) FILTER (WHERE amount = -1)::int AS lost
      FROM credit GROUP BY ${keys}
    ) AS counted
    FULL JOIN (SELECT ${keys}, gained, lost FROM ${table}) AS kept USING (${keys}, gained, lost)
    WHERE counted.* IS NULL OR kept.* IS NULL`
}

/** Each rule that is broken, with the first rows that break it; `except` leaves out rules that a made-up ground does not keep. */
export async function brokenInvariants(reader: Reader, except: RegExp = /^$/): Promise<string[]> {
  const broken: string[] = []
  for (const [rule, question] of Object.entries(questions)) {
    if (except.test(rule)) continue
    const { rows } = await sql`${sql.raw(question)} LIMIT 3`.execute(reader)
    if (rows.length > 0) broken.push(`${rule}: ${JSON.stringify(rows)}`)
  }
  return broken
}
