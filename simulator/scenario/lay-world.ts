import { at, createRandom, opaque } from '../random.ts'
import type { Contact, CorpTagGroup, Employee, GroupChat, Relation, World } from '../world.ts'
import { branches, corpTags, groups } from './names.ts'
import { seededContacts, seededEmployees } from './people.ts'

export const defaultSeed = 20_261_123
export const defaultStart = '2026-11-23T10:00:00+08:00'

const dayLong = 86_400_000
const alreadyThere = 20

/** The world before the product goes live: the directory, sixty people, and the twenty of them who had been added by then. */
export function layWorld(options: { seed: number; scenario: string; now: Date }): World {
  const employees = seededEmployees()
  const contacts = seededContacts(options.seed)
  return {
    seed: options.seed,
    credentialSeed: options.seed,
    scenario: options.scenario,
    savedAt: options.now.toISOString(),
    revision: 1,
    counter: 0,
    meId: at(employees, 0).id,
    phoneId: at(contacts, 0).id,
    network: 'on',
    oauth: { refuse: false, outsider: false },
    branches: branches.map((branch) => ({ ...branch })),
    employees,
    contacts,
    relations: earlierRelations(options, employees, contacts),
    chats: [],
    groupChats: seededGroups(options, contacts),
    notices: [],
    texts: [],
    faults: [],
    corpTags: seededTags(options),
    memberTags: [
      {
        id: 1,
        name: '客户经理',
        employeeIds: employees.filter((one) => one.position === '客户经理').map((one) => one.id),
      },
    ],
    contactWays: [],
    welcomeCodes: [],
    transfers: [],
    tokens: [],
    oauthCodes: [],
    verifications: [],
    identityOutcomes: [],
    tasks: [],
    bankKey: null,
  }
}

function earlierRelations(
  options: { seed: number; now: Date },
  employees: Employee[],
  contacts: Contact[],
): Relation[] {
  const random = createRandom(options.seed + 1)
  const adders = employees.filter((employee) => employee.hasCustomerContact)
  return contacts.slice(-alreadyThere).map((contact, index) => {
    const employee = at(adders, index)
    const startedAt = new Date(options.now.getTime() - (40 + random.below(360)) * dayLong)
    return {
      employeeId: employee.id,
      contactId: contact.id,
      startedAt: startedAt.toISOString(),
      endedAt: null,
      endedBy: null,
      half: false,
      addWay: random.pick([1, 1, 2, 3, 4]),
      state: '',
      remark: contact.name,
      description: '',
      remarkMobiles: [],
      tags: [],
      operUserid: employee.id,
      visible: true,
    }
  })
}

function seededGroups(options: { seed: number; now: Date }, contacts: Contact[]): GroupChat[] {
  const createdAt = new Date(options.now.getTime() - 60 * dayLong).toISOString()
  return groups.map(({ name, employees: employeeIds, contacts: places, said }) => {
    const contactIds = places.map((place) => at(contacts, place).id)
    return {
      id: `wrSIM${opaque(27, options.seed, name)}`,
      name,
      ownerId: at(employeeIds, 0),
      employeeIds: [...employeeIds],
      contactIds,
      createdAt,
      messages: said.map(({ by, text }, place) => ({
        id: `group-message-${place}`,
        at: createdAt,
        from: typeof by === 'string' ? by : at(contacts, by).id,
        text,
      })),
    }
  })
}

function seededTags(options: { seed: number; now: Date }): CorpTagGroup[] {
  const createTime = Math.floor(options.now.getTime() / 1000) - 90 * 86_400
  // A greater order stands further in front.
  return corpTags.map(({ group, tags }, place) => ({
    id: `etSIM${opaque(27, options.seed, group)}`,
    name: group,
    createTime,
    order: corpTags.length - place,
    tags: tags.map((name, next) => ({
      id: `etSIM${opaque(27, options.seed, group, name)}`,
      name,
      createTime,
      order: tags.length - next,
      deleted: false,
    })),
  }))
}
