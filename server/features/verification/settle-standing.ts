import type { DomainEvent } from '../../domain/event.ts'
import { standingOf } from '../../domain/verification-standing.ts'
import type { Ports, Tx } from '../../ports.ts'
import { readVerificationFacts, saveStanding } from './standing-store.ts'

type Happened = Extract<DomainEvent, { contactId: string }>['kind'] & ('prompt-changed' | 'verification-changed')

/** Works out anew where the contact stands, and says what happened; the end of every write of this feature. */
export async function settleStanding(tx: Tx, ports: Ports, contactId: string, kind: Happened): Promise<void> {
  const none = { state: 'none' as const, since: ports.clock.now(), failure: null }
  const standing = standingOf(await readVerificationFacts(tx, contactId), ports.clock.now())
  await saveStanding(tx, contactId, standing ?? none)
  await ports.consequences(tx, { kind, contactId })
}
