import type { SystemActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { brokenIdentities, disagreements } from './credit-store.ts'

/** Proves that the ledger says what the verdicts say; every difference as one sentence, none when all is well. Says so loudly in the log. */
export async function checkLedger(_actor: SystemActor, ports: Pick<Ports, 'database' | 'log'>): Promise<string[]> {
  const adds = await disagreements(ports.database.read)
  const identities = await brokenIdentities(ports.database.read)
  const differences = [
    ...adds.map(({ addId, status, credits }) => `add ${addId} is ${status} and has ${credits} standing credits`),
    ...identities.map((subject) => `the steps of identity ${subject} do not add up`),
  ]
  if (differences.length > 0) ports.log.error({ differences }, 'The ledger and the verdicts disagree')
  return differences
}
