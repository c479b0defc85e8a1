import { DEFAULT_DAILY_AMOUNT } from '../../domain/policy.ts'
import type { Ports } from '../../ports.ts'
import { addFirstPolicy } from './target-store.ts'

/** Older than any add that can count, so that every add finds the parameters it is judged by. */
const FIRST_POLICY_FROM = '2020-01-01'

/** One policy for the whole bank where there is none yet. May run at every start. */
export async function seedTarget(ports: Ports): Promise<void> {
  const createdAt = ports.clock.now()
  const first = { id: ports.random.id(), amount: DEFAULT_DAILY_AMOUNT, validFrom: FIRST_POLICY_FROM, createdAt }
  await ports.database.write((tx) => addFirstPolicy(tx, first))
}
