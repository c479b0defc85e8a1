import type { Locale } from './employee.ts'
import type { VersionField } from './policy-rules.ts'

/** `name` tells a reader whom a row is about and is never read back. */
export type FileColumn = VersionField | 'name'

type Words = { title: string; wanted: string }
const date = { 'zh-CN': '日期，如 2026-12-01', en: 'a date such as 2026-12-01' }
const whole = { 'zh-CN': '整数', en: 'a whole number' }

/** Titles of the columns in their order, and what a cell may hold; `validTo` stands in a file as the last day, which is inside. */
const columns: Record<FileColumn, Record<Locale, Words>> = {
  scope: {
    'zh-CN': { title: '范围', wanted: '网点、角色或员工' },
    en: { title: 'scope', wanted: 'branch, role or employee' },
  },
  branchId: {
    'zh-CN': { title: '网点编号', wanted: '部门编号' },
    en: { title: 'branch_id', wanted: 'a department id' },
  },
  role: {
    'zh-CN': { title: '角色', wanted: '柜员、客户经理、网点负责人或运营人员' },
    en: { title: 'role', wanted: 'teller, accountManager, lead or operator' },
  },
  employeeId: {
    'zh-CN': { title: '员工账号', wanted: '企业微信账号' },
    en: { title: 'employee_id', wanted: 'a WeCom account' },
  },
  name: { 'zh-CN': { title: '名称', wanted: '' }, en: { title: 'name', wanted: '' } },
  validFrom: { 'zh-CN': { title: '开始日', wanted: date['zh-CN'] }, en: { title: 'first_day', wanted: date.en } },
  validTo: { 'zh-CN': { title: '最后一天', wanted: date['zh-CN'] }, en: { title: 'last_day', wanted: date.en } },
  amount: { 'zh-CN': { title: '数量', wanted: whole['zh-CN'] }, en: { title: 'amount', wanted: whole.en } },
  per: { 'zh-CN': { title: '周期', wanted: '天或月' }, en: { title: 'per', wanted: 'day or month' } },
  verificationWindowDays: {
    'zh-CN': { title: '认证期限', wanted: whole['zh-CN'] },
    en: { title: 'window_days', wanted: whole.en },
  },
  retentionDays: {
    'zh-CN': { title: '保持天数', wanted: whole['zh-CN'] },
    en: { title: 'retention_days', wanted: whole.en },
  },
  requireAccountHolder: {
    'zh-CN': { title: '须为本行客户', wanted: '是或否' },
    en: { title: 'account_holder', wanted: 'yes or no' },
  },
  leastAssurance: {
    'zh-CN': { title: '最低认证强度', wanted: '要素、短信或人脸' },
    en: { title: 'assurance', wanted: 'elements, sms or face' },
  },
  dailyCap: {
    'zh-CN': { title: '每日上限', wanted: whole['zh-CN'] },
    en: { title: 'daily_cap', wanted: whole.en },
  },
}

export const fileColumns = Object.keys(columns) as FileColumn[]
export const titleOf = (column: FileColumn, locale: Locale): string => columns[column][locale].title
export const wantedIn = (column: FileColumn, locale: Locale): string => columns[column][locale].wanted

/** The column of that title, in whichever language it is written. */
export const columnTitled = (title: string): FileColumn | null =>
  fileColumns.find((column) => Object.values(columns[column]).some((words) => words.title === title.toLowerCase())) ??
  null

type Choice = { value: string; zh: string; en: string }
const choice = (value: string, zh: string, en = value): Choice => ({ value, zh, en })

/** What a cell with a few possible values may say, in either language. */
export const choices = {
  scope: [choice('branch', '网点'), choice('role', '角色'), choice('employee', '员工')],
  role: [
    choice('teller', '柜员'),
    choice('accountManager', '客户经理'),
    choice('lead', '网点负责人'),
    choice('operator', '运营人员'),
  ],
  per: [choice('day', '天'), choice('month', '月')],
  requireAccountHolder: [choice('true', '是', 'yes'), choice('false', '否', 'no')],
  leastAssurance: [choice('elements', '要素'), choice('sms', '短信'), choice('face', '人脸')],
} satisfies Partial<Record<VersionField, Choice[]>>

export const sayChoice = (column: keyof typeof choices, value: string, locale: Locale): string => {
  const found = choices[column].find((one) => one.value === value)
  if (!found) return value
  return locale === 'en' ? found.en : found.zh
}

/** Null when the cell says none of them. */
export const readChoice = (column: keyof typeof choices, cell: string): string | null =>
  choices[column].find(({ value, zh, en }) => [value, zh, en].some((word) => word.toLowerCase() === cell.toLowerCase()))
    ?.value ?? null
