import type { AddFacts } from '../../domain/add-facts.ts'
import { chainsOf, type Chain, type HeldSpan } from '../../domain/handover.ts'
import { defaultParameters } from '../../domain/policy.ts'
import type { Reader, Tx } from '../../ports.ts'
import { readSpans } from '../../relation-spans-store.ts'
import { readReviews } from './review-facts-store.ts'

/** `absorbed` are rows of takers whose contact came to them by a handover: the add they have is the one that was handed over. */
export type KnownAdds = { adds: AddFacts[]; rows: AddRow[]; absorbed: string[] }
export type AddRow = { id: string; contactId: string; employeeId: string; adderId: string }

export async function readAdds(reader: Reader, contactIds: string[]): Promise<KnownAdds> {
  const rows = await readRows(reader, contactIds)
  const spans = await readSpans(reader, contactIds)
  const reviews = await readReviews(reader, contactIds)
  const chains = chainsByAdder(contactIds, rows, spans)
  const known = rows.map((row) => ({ row, chain: chains.get(`${row.contactId}|${row.adderId}`) }))
  return {
    rows,
    absorbed: known.flatMap(({ row, chain }) => (chain && chain.adderId !== row.adderId ? [row.id] : [])),
    adds: known.flatMap(({ row, chain }) => {
      if (chain && chain.adderId !== row.adderId) return []
      const { id, contactId, privateAt, parameters, adderId } = row
      const add = { id, contactId, employeeId: chain?.holders.at(-1) ?? adderId, relations: chain?.relations ?? [] }
      const rest = { parameters: { ...defaultParameters, ...parameters }, reviews: reviews.get(id) ?? [] }
      return [{ ...add, ...rest, privateAt, staffSince: null }]
    }),
  }
}

type KnownRow = Awaited<ReturnType<typeof readRows>>[number]

function chainsByAdder(contactIds: string[], rows: KnownRow[], spans: (HeldSpan & { contactId: string })[]) {
  const chains = new Map<string, Chain>()
  for (const contactId of contactIds) {
    const alone = new Set(rows.filter((row) => row.contactId === contactId && row.counted).map((row) => row.adderId))
    const own = spans.filter((span) => span.contactId === contactId)
    for (const chain of chainsOf(own, alone)) {
      for (const employeeId of chain.holders) chains.set(`${contactId}|${employeeId}`, chain)
    }
  }
  return chains
}

/** `counted` tells that the ledger, or a review, knows the row. */
async function readRows(reader: Reader, contactIds: string[]) {
  return await reader
    .selectFrom('add')
    .leftJoin('targetPolicy', 'targetPolicy.id', 'add.policyId')
    .select(['add.id', 'add.contactId', 'add.employeeId', 'add.privateAt', 'targetPolicy.parameters'])
    .select((of) => of.fn.coalesce('add.adderId', 'add.employeeId').as('adderId'))
    .select(({ or, exists, selectFrom }) =>
      or([
        exists(selectFrom('credit').select('credit.step').whereRef('credit.addId', '=', 'add.id')),
        exists(selectFrom('review').select('review.id').whereRef('review.addId', '=', 'add.id')),
      ]).as('counted'),
    )
    .where('add.contactId', 'in', contactIds)
    .orderBy('add.id')
    .execute()
}

/** Puts each add where it belongs now, `absorbed` rows go; tells the employees who gained or lost one by that. */
export async function placeAdds(
  tx: Tx,
  { rows, absorbed }: Pick<KnownAdds, 'rows' | 'absorbed'>,
  ownerOf: ReadonlyMap<string, string>,
): Promise<string[]> {
  const concerned = rows.flatMap((row) => (absorbed.includes(row.id) ? [row.employeeId] : []))
  if (absorbed.length > 0) await tx.deleteFrom('add').where('id', 'in', absorbed).execute()
  for (const { id, employeeId, adderId } of rows) {
    const owner = ownerOf.get(id)
    if (owner === undefined || owner === employeeId) continue
    const moved = { employeeId: owner, adderId: owner === adderId ? null : adderId }
    await tx.updateTable('add').set(moved).where('id', '=', id).execute()
    concerned.push(employeeId, owner)
  }
  return concerned
}
