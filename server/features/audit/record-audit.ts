import type { Actor } from '../../domain/employee.ts'
import type { Audit, Ports } from '../../ports.ts'
import { insertAudit } from './audit-store.ts'

/** The audit port: one row in the transaction of what it tells of, so neither is there without the other. */
export function recordAudit({ clock, random }: Pick<Ports, 'clock' | 'random'>): Audit {
  return (tx, actor, action, object, facts = {}) =>
    insertAudit(tx, {
      id: random.id(),
      at: clock.now(),
      actorId: idOf(actor),
      action,
      objectKind: object.kind,
      objectId: object.id,
      facts: JSON.stringify(facts),
    })
}

function idOf(actor: Actor): string {
  switch (actor.kind) {
    case 'employee':
      return actor.id
    case 'contact':
      return `opening:${actor.openingId}`
    case 'system':
      return 'system'
  }
}
