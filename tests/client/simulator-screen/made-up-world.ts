import { worldShape, type World } from '../../../simulator/screen/state/world.ts'

const START = '2026-11-23T02:00:00.000Z'

/** One teller, one lead and one contact whom the teller has known for long; `changes` replace whole fields. */
export function madeUpWorld(changes: Partial<World> = {}): World {
  return worldShape.parse({
    now: START,
    revision: 1,
    me: { employeeId: 'teller' },
    phone: { contactId: 'old-friend' },
    network: 'on',
    oauth: { refuse: false, outsider: false },
    product: { publicOrigin: 'http://127.0.0.1:1', verificationOrigin: 'http://127.0.0.1:2' },
    branches: [{ id: 2, name: '样板支行', parentId: 1 }],
    employees: [
      { id: 'teller', name: '张样板', branchId: 2, position: '柜员', isLead: false, isOperator: false },
      { id: 'lead', name: '李样板', branchId: 2, position: '网点负责人', isLead: true, isOperator: false },
    ],
    contacts: [
      { id: 'old-friend', name: '旧友' },
      { id: 'newcomer', name: '新友' },
    ],
    relations: [relation('old-friend', '2026-06-01T02:00:00.000Z')],
    chats: [],
    notices: [],
    texts: [],
    faults: [],
    ...changes,
  })
}

export const relation = (contactId: string, startedAt: string): World['relations'][number] => ({
  employeeId: 'teller',
  contactId,
  startedAt,
  endedAt: null,
})

export const said = (
  contactId: string,
  ...messages: Partial<World['chats'][number]['messages'][number]>[]
): World['chats'][number] => ({
  employeeId: 'teller',
  contactId,
  messages: messages.map((message, index) => ({
    id: `${contactId}-${index}`,
    at: '2026-11-23T02:00:00.000Z',
    from: 'contact',
    kind: 'text',
    ...message,
  })),
})
