import { computed, nextTick, shallowReactive, shallowRef, watch } from 'vue'
import { markSeen, myChats, myGroups } from './chats.ts'
import { remembered } from './remembered.ts'
import { request } from './request.ts'
import { act, me, world } from './simulation.ts'

export type Pane = 'chats' | 'conversation' | 'sidebar' | 'phone' | 'log'
type Entry = 'single_chat_tools' | 'group_chat_tools' | 'normal'

const opened = shallowRef({ employeeId: '', chat: '' })

/** The chat open in the middle: a contact's id, a group's, `notices`, or nothing while another employee's desk is laid. */
export const openChat = computed(() => (opened.value.employeeId === me.value?.id ? opened.value.chat : ''))
export const pane = shallowRef<Pane>('conversation')
export const sidebarStays = remembered('sidebar-stays', false)
export const phoneOpen = remembered('phone-open', true)

/** The sidebar's frame: a new `key` makes a new frame, `moved` counts chat changes under a frame that stays. */
export const frame = shallowReactive({
  key: 0,
  src: '',
  entry: 'single_chat_tools' as Entry,
  moved: 0,
  closed: false,
  cutOff: false,
})

/** The contact that the sidebar is told about; the app opened from a notice has none. */
export const frameContactId = computed(() => (frame.entry === 'single_chat_tools' ? openChat.value || null : null))
export const openGroup = computed(() => myGroups.value.find(({ id }) => id === openChat.value))
/** The group that the sidebar is told about. */
export const frameChatId = computed(() => (frame.entry === 'group_chat_tools' ? (openGroup.value?.id ?? null) : null))

const origin = () => world.value?.product.publicOrigin ?? ''

function open(chat: string): void {
  opened.value = { employeeId: me.value?.id ?? '', chat }
  markSeen(chat)
}

function loadFrame(src: string, entry: Entry): void {
  Object.assign(frame, { key: frame.key + 1, src, entry, closed: false, cutOff: world.value?.network === 'off' })
}

/** A page that could not be opened without network opens by itself when it is back. */
export function followNetwork(): void {
  watch(
    () => world.value?.network,
    (network) => {
      if (network !== 'off' && frame.cutOff) loadFrame(frame.src, frame.entry)
    },
  )
}

/** The app's entry in the workbench, as it is set in WeCom: whoever has a branch or the bank to look after sees that first. */
const workbenchPath = () => `/sign-in?to=/%23/${me.value?.isLead || me.value?.isOperator ? 'branch' : 'my-day'}`
const pathOf = (entry: Entry): string => (entry === 'normal' ? workbenchPath() : '/')

/** Loads the frame signed out, since the session in it may be another employee's. */
function loadSignedOut(entry: Entry): void {
  loadFrame(`${origin()}/__simulator/switch?to=${encodeURIComponent(pathOf(entry))}`, entry)
}

export const reloadFrame = (): void => loadFrame(origin() + pathOf(frame.entry), frame.entry)

/** Another chat beside the same toolbar: WeCom on a PC keeps the page, if it is set to stay. */
function moveTo(chat: string, entry: Entry): void {
  const before = openChat.value
  open(chat)
  pane.value = 'conversation'
  const stays = sidebarStays.value && frame.entry !== 'normal' && before !== '' && !frame.closed
  if (stays) Object.assign(frame, { entry, moved: frame.moved + 1 })
  else if (before !== chat || frame.entry === 'normal') loadFrame(`${origin()}/`, entry)
}

export async function openContactChat(contactId: string): Promise<void> {
  moveTo(contactId, 'single_chat_tools')
  if (world.value?.phone.contactId !== contactId) await usePhoneOf(contactId)
}

export const openGroupChat = (chatId: string): void => moveTo(chatId, 'group_chat_tools')

export function openNotices(): void {
  open('notices')
  pane.value = 'conversation'
  loadFrame(origin() + pathOf('normal'), 'normal')
}

export function openAddress(url: string): void {
  pane.value = 'sidebar'
  if (new URL(url, origin()).origin === origin()) loadFrame(url, 'normal')
  else window.open(url, '_blank', 'noopener')
}

export const usePhoneOf = (contactId: string) => act('phone', () => request('POST', '/control/phone', { contactId }))

/** The desk starts anew when the world says that it is so. */
export const becomeEmployee = (employeeId: string) => act('me', () => request('POST', '/control/me', { employeeId }))

/** Opens the employee's latest chat, for leads and operators the workbench, with a signed-out sidebar. */
export async function startDesk(): Promise<void> {
  await nextTick()
  const atWorkbench = me.value?.isLead || me.value?.isOperator
  const latest = atWorkbench ? undefined : myChats.value.find(({ ended }) => !ended)
  open(latest?.contactId ?? 'notices')
  loadSignedOut(latest ? 'single_chat_tools' : 'normal')
  if (latest && world.value?.phone.contactId !== latest.contactId) await usePhoneOf(latest.contactId)
}
