import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

/** Identity `person` claimed through its account number `account`, each at another employee. */
export type Claim = { person: number; account: number }

export const ACCOUNTS = 3
const nameOf = ({ person, account }: Claim): string => `${person}-${account}`

/** Who was verified first is another account for each identity. */
const order = ({ person, account }: Claim): number => (account + person * (person % 2 === 0 ? 1 : 2)) % ACCOUNTS

/** A bank that verifies everybody, always with the same answer; `asked` counts how often it was. */
export async function openBank(begun: Date) {
  const counts = { asked: 0 }
  const bank = createServer((request, response) => {
    counts.asked += 1
    const [, person, account] = /\/verifications\/bank-(\d+)-(\d+)$/.exec(request.url ?? '') ?? []
    const claim = { person: Number(person), account: Number(account) }
    const answer = {
      id: `bank-${nameOf(claim)}`,
      requestId: nameOf(claim),
      version: 2,
      state: 'verified',
      assurance: 'sms',
      subjectRef: `made-up person ${claim.person}`,
      maskedName: '*客',
      accountHolder: true,
      employee: false,
      decidedAt: new Date(begun.getTime() + order(claim) * 1000).toISOString(),
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>((ready) => bank.listen(0, '127.0.0.1', ready))
  const origin = `http://127.0.0.1:${(bank.address() as AddressInfo).port}`
  return { origin, counts, close: () => bank.close() }
}

/** The bank's notice that one claim is decided; the status that the product answers. */
export async function tell(publicOrigin: string, secret: string, claim: Claim): Promise<number> {
  const id = `notice-${nameOf(claim)}`
  const at = new Date()
  const named = { id: `bank-${nameOf(claim)}`, requestId: nameOf(claim) }
  const body = JSON.stringify({ type: 'verification.decided', timestamp: at.toISOString(), data: named })
  const signature = new Webhook(secret).sign(id, at, body)
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const answer = await fetch(`${publicOrigin}/identity/webhook`, {
    method: 'POST',
    body,
    headers: { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
    signal: AbortSignal.timeout(30_000),
  })
  await answer.arrayBuffer()
  return answer.status
}

/** What stands in the database before the bank decides: every account was added, has consented and has submitted. */
export const layClaims = (persons: number, begun: Date): string => `
  CREATE TEMPORARY TABLE claim AS
    SELECT person || '-' || account AS name, (SELECT array_agg(id ORDER BY id) FROM employee)[1 + (person + account) % 9] AS employee,
      '${begun.toISOString()}'::timestamptz - interval '1 minute' AS at
    FROM generate_series(1, ${persons}) AS person, generate_series(0, ${ACCOUNTS - 1}) AS account;
  INSERT INTO contact (id, name, avatar, kind, created_at, updated_at)
    SELECT name, '示例客户 ' || name, '', 'wechat', at, at FROM claim;
  INSERT INTO relation (employee_id, contact_id, started_at) SELECT employee, name, at FROM claim;
  INSERT INTO relation_fact (employee_id, contact_id, kind, at, source, learned_at)
    SELECT employee, name, 'started', at, 'event', at FROM claim;
  INSERT INTO relation_profile (employee_id, contact_id, add_way, channel, remark, tags, updated_at)
    SELECT employee, name, 1, '', '', '[]', at FROM claim;
  INSERT INTO add (id, employee_id, contact_id, branch_id, started_at, verdict_status, verdict_reason, verdict_since)
    SELECT 'add-' || name, employee, name, '', at, 'awaiting', 'not-verified', at FROM claim;
  INSERT INTO verification (contact_id, state, since) SELECT name, 'submitted', at FROM claim;
  INSERT INTO consent (id, contact_id, opening_id, kind, text_version, locale, build, given_at)
    SELECT 'consent-' || name, name, '', 'sensitive', '1', 'zh-CN', 'test', at FROM claim;
  INSERT INTO identity_request (id, contact_id, prompt_id, opening_id, recipient, provider_id, state, version, submitted_at)
    SELECT name, name, '', '', 'confirmed', 'bank-' || name, 'pending', 1, at FROM claim;
  ANALYZE`
