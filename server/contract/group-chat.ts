import { z } from 'zod'
import { verificationStates } from '../domain/verification.ts'
import { route } from './route.ts'
import { face, moment, wecomId } from './shared.ts'

export const groupChat = z.object({
  group: z.object({ id: z.string(), name: z.string() }),
  /** Members of the group who are contacts of the reader: those with something overdue first. */
  members: z.array(
    z.object({
      contact: face,
      state: z.enum(verificationStates),
      private: z.boolean(),
      followUps: z.array(z.object({ id: z.string(), title: z.string(), dueAt: moment, overdue: z.boolean() })),
    }),
  ),
  /** How many customers in the group are not the reader's contacts; nothing else is told of them. */
  others: z.number(),
  asOf: moment,
})
export type GroupChat = z.output<typeof groupChat>

export const readGroupChat = route({
  method: 'get',
  path: '/api/group-chats/:id',
  summary: "Which members of a customer group are the reader's contacts; for the group's own members only",
  params: z.strictObject({ id: wecomId }),
  reply: groupChat,
})
