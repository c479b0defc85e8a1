import type { SystemActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { keepUncared } from './uncared-store.ts'

/** Counts and lists the verified contacts nobody looks after for the whole bank; seconds of the database with 600,000 of them. */
export async function keepUncaredCounts(_actor: SystemActor, { database }: Pick<Ports, 'database'>): Promise<void> {
  await database.write(keepUncared)
}
