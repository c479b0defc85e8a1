import { z } from 'zod'
import type { CallbackEvent } from '../domain/callback-event.ts'
import { readXml } from './read-xml.ts'

const text = z.string().trim().min(1).max(128)
const contents = z.object({
  MsgType: text,
  CreateTime: z
    .string()
    .regex(/^\d{1,10}$/)
    .transform((seconds) => new Date(Number(seconds) * 1000)),
  Event: text.optional(),
  ChangeType: text.optional(),
  UserID: text.optional(),
  NewUserID: text.optional(),
  Department: text.optional(),
  MainDepartment: text.optional(),
  ExternalUserID: text.optional(),
  Id: text.optional(),
  State: z.string().max(256).default(''),
  WelcomeCode: text.optional(),
  Source: z.string().optional(),
  FailReason: z.string().default(''),
})
type Contents = z.output<typeof contents>

/** WeCom's event in our words; kinds we have no use for are `ignored`. Throws when it is not what WeCom documents. */
export function readEvent(xml: string): CallbackEvent {
  return toEvent(contents.parse(readXml(xml)))
}

function toEvent(given: Contents): CallbackEvent {
  const name = [given.Event ?? given.MsgType, given.ChangeType].filter(Boolean).join('/')
  const read = events[name]
  return read ? read(given) : { kind: 'ignored', name, at: given.CreateTime }
}

const ofPair = (given: Contents) => ({
  employeeId: required(given.UserID).toLowerCase(),
  contactId: required(given.ExternalUserID),
  at: given.CreateTime,
})
const ofEmployee = (given: Contents) => ({ employeeId: required(given.UserID).toLowerCase(), at: given.CreateTime })
const branchChanged = (given: Contents): CallbackEvent => ({
  kind: 'branch-changed',
  branchId: required(given.Id),
  at: given.CreateTime,
})

/** Event/ChangeType as developer.work.weixin.qq.com/document/path/96361 and 96302 to 96304 have them. */
const events: Record<string, (given: Contents) => CallbackEvent> = {
  'change_external_contact/add_external_contact': (given) => ({
    kind: 'contact-added',
    ...ofPair(given),
    channel: given.State,
    welcomeCode: given.WelcomeCode ?? null,
  }),
  'change_external_contact/add_half_external_contact': (given) => ({ kind: 'contact-half-added', ...ofPair(given) }),
  'change_external_contact/edit_external_contact': (given) => ({ kind: 'contact-edited', ...ofPair(given) }),
  'change_external_contact/del_external_contact': (given) => ({
    kind: 'employee-removed-contact',
    ...ofPair(given),
    byTransfer: given.Source === 'DELETE_BY_TRANSFER',
  }),
  'change_external_contact/del_follow_user': (given) => ({ kind: 'contact-removed-employee', ...ofPair(given) }),
  'change_external_contact/transfer_fail': (given) => ({
    kind: 'transfer-failed',
    ...ofPair(given),
    reason: given.FailReason,
  }),
  'change_contact/create_user': (given) => ({ kind: 'employee-joined', ...ofEmployee(given) }),
  'change_contact/update_user': (given) => ({
    kind: 'employee-updated',
    ...ofEmployee(given),
    newEmployeeId: given.NewUserID?.toLowerCase() ?? null,
    branchId: mainBranch(given),
  }),
  'change_contact/delete_user': (given) => ({ kind: 'employee-left', ...ofEmployee(given) }),
  'change_contact/create_party': branchChanged,
  'change_contact/update_party': branchChanged,
  'change_contact/delete_party': branchChanged,
}

/** Of several departments only the main one is the branch, and it may not be told. */
function mainBranch({ MainDepartment: main, Department: all }: Contents): string | null {
  return main ?? (all && !all.includes(',') ? all : null)
}

function required(value: string | undefined): string {
  if (value === undefined) throw new Error('The event does not say whom it is about')
  return value
}
