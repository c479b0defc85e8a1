import * as contract from '../../contract/talk-script.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import type { TalkScriptContent } from '../../domain/talk-script.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { approveTalkScript, retireTalkScript } from './decide-talk-script.ts'
import { keepPicture, preparePicture, readPicture } from './keep-picture.ts'
import { type ManagedVersion, readManagedTalkScripts } from './manage-talk-scripts.ts'
import { markFavourite, noteUse } from './note-use.ts'
import { readTalkScript, readTalkScripts } from './read-talk-scripts.ts'
import type { TalkScriptRow } from './talk-script-store.ts'
import { editTalkScript, writeTalkScript } from './write-talk-script.ts'

export const talkScriptRoutes: Route[] = [
  forEmployee(contract.readTalkScripts, async ({ actor, ports, query }) => {
    const asked = { contactId: query.contact ?? null, search: query.search || null, folder: query.folder ?? null }
    const { items, folders } = await readTalkScripts(actor, ports, asked)
    return { items: items.map(toReply), nextCursor: null, folders }
  }),
  forEmployee(contract.readTalkScript, async ({ actor, ports, params, query }) => ({
    talkScript: toReply(await readTalkScript(actor, ports, { ...params, contactId: query.contact ?? null })),
  })),
  forEmployee(contract.prepareTalkScriptPicture, async ({ actor, ports, params }) =>
    preparePicture(actor, ports, params),
  ),
  forEmployee(contract.noteTalkScriptUse, async ({ actor, ports, params }) => {
    await noteUse(actor, ports, params)
    return {}
  }),
  forEmployee(contract.markFavourite, async ({ actor, ports, params, body }) => {
    await markFavourite(actor, ports, { ...params, ...body })
    return {}
  }),
  forEmployee(contract.readManagedTalkScripts, async ({ actor, ports, query }) => {
    const asked = { state: query.state, search: query.search || null }
    const { items, branches, forBank, asOf } = await readManagedTalkScripts(actor, ports, asked)
    return { items: items.map(toManaged), nextCursor: null, branches, forBank, asOf: toShanghaiIso(asOf) }
  }),
  forEmployee(contract.writeTalkScript, async ({ actor, ports, body }) =>
    writeTalkScript(actor, ports, { branchId: body.branchId, content: contentOf(body.content) }),
  ),
  forEmployee(contract.editTalkScript, async ({ actor, ports, params, body }) =>
    editTalkScript(actor, ports, { ...params, content: contentOf(body.content) }),
  ),
  forEmployee(contract.approveTalkScript, async ({ actor, ports, params, body }) =>
    approveTalkScript(actor, ports, { ...params, ...body }),
  ),
  forEmployee(contract.retireTalkScript, async ({ actor, ports, params, body }) =>
    retireTalkScript(actor, ports, { ...params, ...body }),
  ),
  forEmployee(contract.uploadPicture, async ({ actor, ports, body }) => keepPicture(actor, ports, body)),
  forEmployee(contract.readPicture, async ({ actor, ports, params }) => {
    const { mediaType, bytes } = await readPicture(actor, ports, params)
    return { mediaType, base64: Buffer.from(bytes).toString('base64') }
  }),
]

const contentOf = (content: contract.TalkScriptContent): TalkScriptContent => ({
  linkUrl: null,
  pictureId: null,
  ...content,
})

const branchOf = ({ branchId, branchName }: Pick<TalkScriptRow, 'branchId' | 'branchName'>) =>
  branchId === null ? null : { id: branchId, name: branchName ?? branchId }

const toReply = (row: TalkScriptRow): contract.TalkScript => ({ ...row, branch: branchOf(row) })

const toManaged = (row: ManagedVersion): contract.ManagedTalkScript => ({
  ...row,
  branch: branchOf(row),
  writtenBy: { id: row.writtenBy, name: row.writerName ?? row.writtenBy },
  writtenAt: toShanghaiIso(row.writtenAt),
  decidedBy: row.decidedBy === null ? null : { id: row.decidedBy, name: row.deciderName ?? row.decidedBy },
  decidedAt: row.decidedAt && toShanghaiIso(row.decidedAt),
  usesIn30Days: row.uses,
})
