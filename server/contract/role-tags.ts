import { z } from 'zod'
import { route } from './route.ts'

const tagName = z.string().trim().min(1).max(32).nullable()
/** Names of WeCom tags; null where none gives the role. */
const roleTags = z.strictObject({ accountManager: tagName, teller: tagName })

export const readRoleTags = route({
  method: 'get',
  path: '/api/role-tags',
  summary: 'Which WeCom tags give a role; without one the position tells. For operators',
  reply: roleTags,
})
export const saveRoleTags = route({
  method: 'post',
  path: '/api/role-tags',
  summary: 'Names the tags; they hold from the next reading of the directory on. For operators',
  body: roleTags,
  reply: roleTags,
})

export const roleTagsApi = [readRoleTags, saveRoleTags] as const
