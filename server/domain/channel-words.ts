import type { Locale } from './employee.ts'

/** WeCom's `add_way` (developer.work.weixin.qq.com, "获取客户详情"); unknown numbers are told as what they are. */
const ways: Record<number, Record<Locale, string>> = {
  0: { 'zh-CN': '未知来源', en: 'Unknown way' },
  1: { 'zh-CN': '扫码添加', en: 'QR code' },
  2: { 'zh-CN': '搜索手机号', en: 'Phone search' },
  3: { 'zh-CN': '名片分享', en: 'Contact card' },
  4: { 'zh-CN': '群聊', en: 'Group chat' },
  5: { 'zh-CN': '手机通讯录', en: 'Phone book' },
  6: { 'zh-CN': '微信联系人', en: 'WeChat contact' },
  9: { 'zh-CN': '搜索邮箱', en: 'Mail search' },
  10: { 'zh-CN': '视频号', en: 'Channels' },
  11: { 'zh-CN': '日程参与人', en: 'Calendar participant' },
  12: { 'zh-CN': '会议参与人', en: 'Meeting participant' },
  16: { 'zh-CN': '获客链接', en: 'Acquisition link' },
  201: { 'zh-CN': '内部成员分享', en: 'Shared by a colleague' },
  202: { 'zh-CN': '管理员分配', en: 'Assigned' },
}

/** The channel's own name where there is one, else how the contact was added. */
export function channelWords(channel: string, addWay: number, locale: Locale): string {
  if (channel !== '') return channel
  return ways[addWay]?.[locale] ?? (locale === 'en' ? `Other (${addWay})` : `其他（${addWay}）`)
}
