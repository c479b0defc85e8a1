import { businessDayOf } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import { countUse, dropFavourite, findUsable, putFavourite, readBranchesAbove } from './talk-script-store.ts'

export async function noteUse(actor: EmployeeActor, ports: Ports, { id }: { id: string }): Promise<void> {
  await ports.database.write(async (tx) => {
    await requireUsable(tx, actor, id)
    await countUse(tx, id, businessDayOf(ports.clock.now()))
  })
}

/** What was once a favourite can be taken out whatever became of it. */
export async function markFavourite(
  actor: EmployeeActor,
  { database }: Ports,
  { id, favourite }: { id: string; favourite: boolean },
): Promise<void> {
  await database.write(async (tx) => {
    if (!favourite) return await dropFavourite(tx, actor.id, id)
    await requireUsable(tx, actor, id)
    await putFavourite(tx, actor.id, id)
  })
}

async function requireUsable(tx: Tx, actor: EmployeeActor, id: string): Promise<void> {
  const found = await findUsable(tx, actor, await readBranchesAbove(tx, actor), id)
  if (!found) throw new Problem('talk-script/not-found')
}
