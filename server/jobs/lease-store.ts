import { sql } from 'kysely'
import type { Tx } from '../ports.ts'

type Lease = { kind: string; owner: string; now: Date; until: Date }

/** True when `owner` has the lease until then: nobody had it, it was over, or it was its own. */
export async function takeLease(tx: Tx, { kind, owner, now, until }: Lease): Promise<boolean> {
  const taken = await tx
    .insertInto('sharedToken')
    .values({ kind, sealed: null, fetchedAt: null, expiresAt: null, leaseOwner: owner, leaseUntil: until })
    .onConflict((conflict) =>
      conflict
        .column('kind')
        .doUpdateSet({ leaseOwner: owner, leaseUntil: until })
        .where((where) =>
          where.or([
            where('sharedToken.leaseOwner', '=', owner),
            where('sharedToken.leaseUntil', 'is', null),
            where('sharedToken.leaseUntil', '<=', now),
          ]),
        ),
    )
    .returning(sql`1`.as('taken'))
    .executeTakeFirst()
  return taken !== undefined
}

export async function giveLeaseBack(tx: Tx, kind: string, owner: string): Promise<void> {
  await tx
    .updateTable('sharedToken')
    .set({ leaseOwner: null, leaseUntil: null })
    .where('kind', '=', kind)
    .where('leaseOwner', '=', owner)
    .execute()
}
