import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Reader, Tx } from '../../ports.ts'
import type { WeComRelation } from '../../wecom-port.ts'
import { lockContact, saveProfile } from './contact-store.ts'
import { findOwnProfile } from './profile-store.ts'

/** Nobody writes to another's relation, and nobody to one that has ended. */
export async function readOwnProfile(reader: Reader, actor: EmployeeActor, contactId: string) {
  const profile = await findOwnProfile(reader, actor, contactId)
  if (!profile) throw new Problem('contact/not-found')
  if (profile.endedAt !== null) throw new Problem('contact/no-relation')
  return profile
}
type Profile = Awaited<ReturnType<typeof readOwnProfile>>

type Change = Partial<Pick<WeComRelation, 'remark' | 'tags'>>

/** Keeps what WeCom has taken, over whatever was learnt of it meanwhile. */
export async function changeOwnProfile(
  actor: EmployeeActor,
  ports: Ports,
  tx: Tx,
  contactId: string,
  change: (known: Profile) => Change,
): Promise<Profile & Change> {
  await lockContact(tx, contactId)
  const known = await readOwnProfile(tx, actor, contactId)
  const { startedAt, addWay, channel, remark, tags } = known
  const changed = { employeeId: actor.id, startedAt, addWay, channel, remark, tags, ...change(known) }
  await saveProfile(tx, contactId, changed, ports.clock.now())
  return { ...known, ...changed }
}

const NO_RELATION = [84061, 40096]
const TAGS_BUSY = 45035
const UNKNOWN_TAG = 40068

/** WeCom's refusal of a write in the words of what can be done about it; anything else rises as it is. */
export function refusedWrite(fault: unknown): never {
  if (!(fault instanceof Problem)) throw fault
  const errcode = Number(fault.facts['errcode'])
  if (NO_RELATION.includes(errcode)) throw new Problem('contact/no-relation')
  if (errcode === TAGS_BUSY) throw new Problem('contact/tags-busy')
  if (errcode === UNKNOWN_TAG) throw new Problem('contact/tag-gone')
  throw fault
}
