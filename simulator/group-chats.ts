import { findEmployee } from './directory.ts'
import { changed, type Engine, nextSecret, nowIso } from './engine.ts'
import type { GroupChat } from './world.ts'

type Wanted = Pick<GroupChat, 'name' | 'ownerId' | 'employeeIds' | 'contactIds'>

/** An employee opens a group with customers in it; the userids are kept as the directory writes them. */
export function openGroupChat(engine: Engine, { name, ownerId, employeeIds, contactIds }: Wanted): GroupChat {
  const userid = (id: string) => findEmployee(engine.world, id)?.id ?? id
  const group: GroupChat = {
    id: `wrSIM${nextSecret(engine, 'group', 27)}`,
    name,
    ownerId: userid(ownerId),
    employeeIds: [...new Set([ownerId, ...employeeIds].map(userid))],
    contactIds: [...new Set(contactIds)],
    createdAt: nowIso(engine),
    messages: [],
  }
  engine.world.groupChats.push(group)
  changed(engine)
  return group
}
