import { type Engine, nowIso, originOf } from '../engine.ts'

/** What the screen and the tests see of the world; secrets, tokens and challenge codes (but for the texts) stay inside. */
export function worldView(engine: Engine): Record<string, unknown> {
  const { world, product } = engine
  return {
    now: nowIso(engine),
    revision: world.revision,
    scenario: world.scenario,
    seed: world.seed,
    me: { employeeId: world.meId },
    phone: { contactId: world.phoneId },
    network: world.network,
    oauth: world.oauth,
    product: { publicOrigin: product?.publicOrigin ?? '', verificationOrigin: product?.verificationOrigin ?? '' },
    branches: world.branches,
    employees: world.employees,
    contacts: world.contacts.map((contact) => ({ ...contact, avatar: originOf(engine) + contact.avatar })),
    relations: world.relations,
    chats: world.chats,
    groupChats: world.groupChats,
    notices: world.notices,
    texts: world.texts,
    faults: world.faults,
    contactWays: world.contactWays,
    tagGroups: world.corpTags,
    waiting: world.tasks.map(({ id, kind, at }) => ({ id, kind, at })),
  }
}
