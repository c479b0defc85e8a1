import { z } from 'zod'
import { openContactChat, startDesk } from './desk.ts'
import { beginWith } from './guide.ts'
import { request } from './request.ts'
import { act, me, readLog, world } from './simulation.ts'

const NICKNAMES = [
  '山间的溪',
  '橘子汽水',
  '云朵邮差',
  '半糖少冰',
  '纸飞机',
  '麦田守望',
  '小满不满',
  '东风吹雪',
  '一颗糖豆',
  '夜航船',
  '薄荷清茶',
  '风筝线',
  '晴天有雨',
  '芝麻汤圆',
  '老街灯火',
  '慢半拍',
  '蓝色圆珠笔',
  '柚子树下',
  '鲸落海',
  '白日梦游',
]

/** A nickname nobody in this world has yet. */
export function nextNickname(): string {
  const taken = new Set(world.value?.contacts.map(({ name }) => name))
  return NICKNAMES.find((name) => !taken.has(name)) ?? `新朋友 ${taken.size + 1}`
}

const added = z.object({ contactId: z.string() })

/** A contact scans the employee's code; then their chat opens, as WeCom does. */
export async function scan(who: { name: string } | { contactId: string }): Promise<void> {
  const body = { employeeId: me.value?.id, addWay: 1, ...who }
  const answer = await act('scan', async () => added.parse(await request('POST', '/control/adds', body)))
  if (answer) await openContactChat(answer.contactId)
}

export const endRelation = (contactId: string, by: 'contact' | 'employee') =>
  act('delete', () => request('POST', '/control/deletions', { employeeId: me.value?.id, contactId, by }))

/** `duration` in ISO 8601; answers when everything that was due has run. */
export const moveTime = (duration: string) =>
  act('clock', () => request('POST', '/control/clock', { advance: duration }))

export async function resetWorld(): Promise<void> {
  const before = me.value?.id
  await act('reset', () => request('POST', '/control/reset', {}))
  await act('log', readLog)
  if (world.value) beginWith(world.value)
  if (me.value?.id === before) await startDesk()
}

export const say = (text: string, message: { employeeId: string; contactId: string; from: 'employee' | 'contact' }) =>
  act('say', () => request('POST', '/control/messages', { ...message, text }))

/** The customer tells the bank that it was not them who verified. */
export const dispute = (contactId: string, disputeId: string) =>
  act('dispute', () => request('POST', '/control/identity', { contactId, disputeId, outcome: 'disputed' }))
