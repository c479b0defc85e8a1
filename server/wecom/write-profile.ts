import { z } from 'zod'
import { Problem } from '../domain/problem.ts'
import type { WeCom } from '../wecom-port.ts'
import type { Call } from './call.ts'
import type { CorpTags } from './corp-tags.ts'
import { createQueue } from './queue.ts'

const done = z.object({})
const UNKNOWN_TAG = 40068

/** Remark and tags of one employee's relation. Two writes to one contact's tags at once are 45035, so they go one after the other. */
export function createProfileWriter(call: Call, corpTags: CorpTags): Pick<WeCom, 'writeRemark' | 'markTags'> {
  const inTurn = createQueue()
  const write = (path: string, contactId: string, body: object) =>
    inTurn(contactId, async () => void (await call(path, { body, schema: done })))
  return {
    writeRemark: (employeeId, contactId, remark) =>
      write('externalcontact/remark', contactId, { userid: employeeId, external_userid: contactId, remark }),
    async markTags(employeeId, contactId, { add, remove }) {
      const pair = { userid: employeeId, external_userid: contactId }
      await write('externalcontact/mark_tag', contactId, { ...pair, add_tag: add, remove_tag: remove }).catch(
        (fault: unknown) => {
          if (fault instanceof Problem && fault.facts['errcode'] === UNKNOWN_TAG) corpTags.drop()
          throw fault
        },
      )
    },
  }
}
