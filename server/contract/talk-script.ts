import { z } from 'zod'
import { talkScriptKinds, talkScriptStates } from '../domain/talk-script.ts'
import { route } from './route.ts'
import { listOf, moment, noParams, ownId, person, picture, wecomId } from './shared.ts'

const one = z.strictObject({ id: ownId })
const title = z.string().trim().min(1).max(60)
const folder = z.string().trim().max(20)
const httpsOnly = z
  .url({ protocol: /^https$/ })
  .max(1000)
  .refine((url) => !/@|[{}\s]/.test(url.split('?')[0] ?? ''))

/** What can be sent. Text may hold {contactName}, {employeeName} and {branchName}; of an image it says what is in it. */
export const talkScriptContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), folder, title, text: z.string().trim().min(1).max(1000) }),
  z.strictObject({ kind: z.literal('link'), folder, title, text: z.string().trim().max(200), linkUrl: httpsOnly }),
  z.strictObject({ kind: z.literal('image'), folder, title, text: z.string().trim().max(200), pictureId: ownId }),
])

export type TalkScriptContent = z.output<typeof talkScriptContent>

const shown = {
  id: z.string(),
  branch: person.nullable(),
  kind: z.enum(talkScriptKinds),
  folder: z.string(),
  title: z.string(),
  text: z.string(),
  linkUrl: z.string().nullable(),
  pictureId: z.string().nullable(),
}

/** An approved script; with a contact its variables are filled in. */
export const talkScript = z.object({ ...shown, favourite: z.boolean() })
export type TalkScript = z.output<typeof talkScript>

export const readTalkScripts = route({
  method: 'get',
  path: '/api/talk-scripts',
  summary: 'Approved talk scripts of the bank and of the branches above the reader; favourites first',
  query: z.strictObject({
    contact: wecomId.optional(),
    search: z.string().trim().max(50).optional(),
    folder: z.string().max(20).optional(),
  }),
  reply: listOf(talkScript).extend({ folders: z.array(z.string()) }),
})

export const readTalkScript = route({
  method: 'get',
  path: '/api/talk-scripts/:id',
  summary: 'One approved talk script, as it would be sent to the contact',
  params: one,
  query: z.strictObject({ contact: wecomId.optional() }),
  reply: z.object({ talkScript }),
})

export const prepareTalkScriptPicture = route({
  method: 'post',
  path: '/api/talk-scripts/:id/picture',
  summary: "Hands the script's picture to WeCom, unless WeCom still has it; answers the id by which a client sends it",
  params: one,
  body: noParams,
  reply: z.object({ mediaId: z.string() }),
})

export const noteTalkScriptUse = route({
  method: 'post',
  path: '/api/talk-scripts/:id/uses',
  summary: 'Counts that the script was sent; per day, without a name',
  params: one,
  body: noParams,
  reply: z.object({}),
})

export const markFavourite = route({
  method: 'post',
  path: '/api/talk-scripts/:id/favourite',
  summary: 'Puts the script among the favourites of whoever asks, or takes it out',
  params: one,
  body: z.strictObject({ favourite: z.boolean() }),
  reply: z.object({}),
})

export const managedTalkScript = z.object({
  ...shown,
  version: z.number(),
  state: z.enum(talkScriptStates),
  writtenBy: person,
  writtenAt: moment,
  decidedBy: person.nullable(),
  decidedAt: moment.nullable(),
  usesIn30Days: z.number(),
  may: z.object({ edit: z.boolean(), approve: z.boolean(), retire: z.boolean() }),
})
export type ManagedTalkScript = z.output<typeof managedTalkScript>

export const readManagedTalkScripts = route({
  method: 'get',
  path: '/api/managed-talk-scripts',
  summary: 'Versions of talk scripts for those who write and approve them; the newest first',
  query: z.strictObject({ state: z.enum(talkScriptStates), search: z.string().trim().max(50).optional() }),
  reply: listOf(managedTalkScript).extend({ branches: z.array(person), forBank: z.boolean(), asOf: moment }),
})

const changed = z.object({ id: z.string(), version: z.number() })

export const writeTalkScript = route({
  method: 'post',
  path: '/api/talk-scripts',
  summary: 'Begins a talk script as a draft; without a branch it is for the whole bank',
  body: z.strictObject({ branchId: wecomId.nullable(), content: talkScriptContent }),
  status: 201,
  reply: changed,
})

export const editTalkScript = route({
  method: 'post',
  path: '/api/talk-scripts/:id/draft',
  summary: 'Writes a draft of the next version; what is approved stays in use until the draft is approved',
  params: one,
  body: z.strictObject({ content: talkScriptContent }),
  reply: changed,
})

export const approveTalkScript = route({
  method: 'post',
  path: '/api/talk-scripts/:id/approval',
  summary: 'Approves the draft of this version, as it was read; by an operator other than its author',
  params: one,
  body: z.strictObject({ version: z.int().positive() }),
  reply: changed,
})

export const retireTalkScript = route({
  method: 'post',
  path: '/api/talk-scripts/:id/retirement',
  summary: 'Takes one version out of use: an approved one, or a draft that is not wanted',
  params: one,
  body: z.strictObject({ version: z.int().positive() }),
  reply: changed,
})

export const uploadPicture = route({
  method: 'post',
  path: '/api/talk-script-pictures',
  summary: 'Keeps a PNG or JPEG of at most 2 MB for a talk script',
  body: z.strictObject({ base64: z.base64().max(2_700_000) }),
  bodyLimit: '3mb',
  status: 201,
  reply: z.object({ pictureId: z.string() }),
})

export const readPicture = route({
  method: 'get',
  path: '/api/talk-script-pictures/:id',
  summary: 'The picture itself',
  params: one,
  reply: picture,
  as: 'picture',
})

export const talkScriptApi = [
  readTalkScripts,
  readTalkScript,
  prepareTalkScriptPicture,
  noteTalkScriptUse,
  markFavourite,
  readManagedTalkScripts,
  writeTalkScript,
  editTalkScript,
  approveTalkScript,
  retireTalkScript,
  uploadPicture,
  readPicture,
] as const
