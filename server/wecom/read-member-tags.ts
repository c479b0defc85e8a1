import { z } from 'zod'
import type { MemberTag } from '../wecom-port.ts'
import type { Call } from './call.ts'

const list = z.object({ taglist: z.array(z.object({ tagid: z.number().int(), tagname: z.string() })).default([]) })
const members = z.object({
  userlist: z.array(z.object({ userid: z.string().min(1) })).default([]),
  partylist: z.array(z.number().int()).default([]),
})

/** Of the tags with these names, those that are there; a tag may be given to employees and to whole branches. */
export async function readMemberTags(call: Call, names: readonly string[]): Promise<MemberTag[]> {
  const { taglist } = await call('tag/list', { schema: list })
  const found: MemberTag[] = []
  for (const { tagid, tagname: name } of taglist.filter((one) => names.includes(one.tagname))) {
    const { userlist, partylist } = await call('tag/get', { query: { tagid: String(tagid) }, schema: members })
    const employeeIds = userlist.map(({ userid }) => userid.toLowerCase())
    found.push({ name, employeeIds, branchIds: partylist.map(String) })
  }
  return found
}
