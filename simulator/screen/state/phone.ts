import { computed, shallowReactive, shallowRef } from 'vue'
import { contactById, world } from './simulation.ts'
import type { BankText, Contact } from './world.ts'

export type PhoneView = 'chat' | 'page' | 'texts'

/** What the phone shows; `pageOf` is the contact whose browser the page was opened in. */
export const phone = shallowReactive({ view: 'chat' as PhoneView, page: '', pageKey: 0, pageOf: '', readTexts: 0 })

export const owner = computed<Contact | undefined>(() => contactById.value.get(world.value?.phone.contactId ?? ''))

export const texts = computed<BankText[]>(
  () => world.value?.texts.filter(({ contactId }) => contactId === owner.value?.id) ?? [],
)

export const employeesOfOwner = computed(() => {
  const ids = new Set(
    world.value?.relations.filter(({ contactId }) => contactId === owner.value?.id).map(({ employeeId }) => employeeId),
  )
  return world.value?.employees.filter(({ id }) => ids.has(id)) ?? []
})

let browserOf = ''

/** Opens a link in the phone; each contact has a browser of their own, so another's cookie is cleared first. */
export function openLink(link: string): void {
  const contactId = owner.value?.id ?? ''
  const target = new URL(link)
  const isOurs = target.origin === world.value?.product.verificationOrigin
  const path = target.pathname + target.search + target.hash
  const clean = isOurs && browserOf !== contactId
  const page = clean ? `${target.origin}/__simulator/switch?to=${encodeURIComponent(path)}` : link
  if (isOurs) browserOf = contactId
  Object.assign(phone, { view: 'page', page, pageOf: contactId, pageKey: phone.pageKey + 1 })
}

export function closePage(): void {
  Object.assign(phone, { view: 'chat', page: '', pageOf: '' })
}

export const pageFrame = shallowRef<HTMLIFrameElement | null>(null)

/** Types into the page's fields for the newcomer, by the name of each field; the bridge script in the page does it. */
export function fillPage(fields: Record<string, string>): void {
  phone.view = 'page'
  tellPage({ type: 'fill', fields })
}

/** Opens the page anew where it is, for another language. */
export const reloadPage = (): void => tellPage({ type: 'reload' })

function tellPage(message: object): void {
  const origin = world.value?.product.verificationOrigin
  if (origin) pageFrame.value?.contentWindow?.postMessage({ wecomSim: 1, ...message }, origin)
}

/** The code in a bank's text, empty when it brings none. */
export const codeOf = ({ text, disputeId }: BankText) =>
  disputeId ? '' : (/(?<!\d)\d{4,8}(?!\d)/.exec(text)?.[0] ?? '')
