import { sql } from 'kysely'
import type { RelationFact, RelationSpan } from '../../domain/relation.ts'
import type { Reader, Tx } from '../../ports.ts'
import type { WeComContact, WeComRelation } from '../../wecom-port.ts'
import type { RelationFactTable } from '../../contact-tables.ts'
import { noteProfileChanges } from './change-store.ts'

export type Pair = { employeeId: string; contactId: string }
export type LearnedFact = RelationFact & { source: RelationFactTable['source'] }

/** Until the transaction ends nobody else changes what is known of this contact's relations. */
export async function lockContact(tx: Tx, contactId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`contact|${contactId}`}, 0))`.execute(tx)
}

/** What was read from WeCom earlier never replaces what was read later. */
export async function saveContact(tx: Tx, { id, ...told }: WeComContact, readAt: Date): Promise<void> {
  await tx
    .insertInto('contact')
    .values({ id, ...told, createdAt: readAt, updatedAt: readAt })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ ...told, updatedAt: readAt })
        .where('contact.updatedAt', '<=', readAt),
    )
    .execute()
}

/** A contact that WeCom tells nothing of: the id is all there is, and any answer that comes later counts more. */
export async function saveUnknownContact(tx: Tx, id: string, at: Date): Promise<void> {
  await tx
    .insertInto('contact')
    .values({ id, name: '', avatar: '', kind: 'wechat', unionid: null, createdAt: at, updatedAt: new Date(0) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** What an employee changed about a contact they had already is noted for its history. */
export async function saveProfile(
  tx: Tx,
  contactId: string,
  { employeeId, addWay, channel, remark, tags: tagList }: WeComRelation,
  readAt: Date,
): Promise<void> {
  const tags = JSON.stringify(tagList)
  await noteProfileChanges(tx, { employeeId, contactId }, { remark, tags }, readAt)
  await tx
    .insertInto('relationProfile')
    .values({ employeeId, contactId, addWay, channel, remark, tags, updatedAt: readAt })
    .onConflict((conflict) =>
      conflict
        .columns(['employeeId', 'contactId'])
        .doUpdateSet({ addWay, channel, remark, tags, updatedAt: readAt })
        .where('relationProfile.updatedAt', '<=', readAt),
    )
    .execute()
}

export async function saveUnknownProfile(tx: Tx, pair: Pair, channel: string): Promise<void> {
  await tx
    .insertInto('relationProfile')
    .values({ ...pair, addWay: 0, channel, remark: '', tags: '[]', updatedAt: new Date(0) })
    .onConflict((conflict) => conflict.columns(['employeeId', 'contactId']).doNothing())
    .execute()
}

/** A fact that is known already stays; of two ends in one second the one that sorts last is kept, whichever came first, and one that was told before one that was only found. */
export async function learnFacts(tx: Tx, pair: Pair, facts: LearnedFact[], learnedAt: Date): Promise<void> {
  const rows = facts.map((fact) => ({
    ...pair,
    kind: fact.kind,
    at: fact.at,
    endedBy: fact.kind === 'ended' ? fact.endedBy : null,
    notBefore: fact.kind === 'ended' ? (fact.notBefore ?? null) : null,
    source: fact.source,
    learnedAt,
  }))
  await tx
    .insertInto('relationFact')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['employeeId', 'contactId', 'kind', 'at'])
        .doUpdateSet((row) => ({ endedBy: row.ref('excluded.endedBy'), notBefore: row.ref('excluded.notBefore') }))
        .where('excluded.endedBy', '!=', 'unknown')
        .where((is) =>
          is.or([
            is('relationFact.endedBy', '=', 'unknown'),
            is('relationFact.endedBy', '<', is.ref('excluded.endedBy')),
          ]),
        ),
    )
    .execute()
}

export async function readFacts(tx: Tx, pair: Pair): Promise<RelationFact[]> {
  const rows = await tx
    .selectFrom('relationFact')
    .select(['at', 'endedBy', 'notBefore'])
    .where('employeeId', '=', pair.employeeId)
    .where('contactId', '=', pair.contactId)
    .execute()
  return rows.map(({ at, endedBy, notBefore }) =>
    endedBy ? { kind: 'ended', at, endedBy, notBefore } : { kind: 'started', at },
  )
}

export function readRelations(reader: Reader, pair: Pair): Promise<RelationSpan[]> {
  const rows = reader.selectFrom('relation').select(['startedAt', 'endedAt', 'endedBy', 'endFoundAt'])
  return rows
    .where('employeeId', '=', pair.employeeId)
    .where('contactId', '=', pair.contactId)
    .orderBy('startedAt')
    .execute()
}

export async function replaceRelations(tx: Tx, pair: Pair, spans: RelationSpan[]): Promise<void> {
  await tx
    .deleteFrom('relation')
    .where('employeeId', '=', pair.employeeId)
    .where('contactId', '=', pair.contactId)
    .execute()
  if (spans.length === 0) return
  const rows = spans.map((span) => ({ ...pair, ...span }))
  await tx.insertInto('relation').values(rows).execute()
}
