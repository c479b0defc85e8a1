import { computed, watch } from 'vue'
import { markAllSeen, messagesOf } from './chats.ts'
import { openChat } from './desk.ts'
import { faultCount } from './faults.ts'
import { phone } from './phone.ts'
import { remembered } from './remembered.ts'
import { me, work, world } from './simulation.ts'
import type { World } from './world.ts'

export const STEPS = ['scan', 'send', 'open', 'verify', 'lead', 'assign', 'notice', 'break', 'mend'] as const
type Step = (typeof STEPS)[number]

/** Where the next step is done; the part that bears this name is highlighted. */
export type Target = 'scan' | 'sidebar' | 'phone' | 'who' | 'chat' | 'notices' | 'faults'

const TARGETS: Record<Step, Target> = {
  scan: 'scan',
  send: 'sidebar',
  open: 'phone',
  verify: 'phone',
  lead: 'who',
  assign: 'sidebar',
  notice: 'notices',
  break: 'faults',
  mend: 'faults',
}

type Start = {
  revision: number
  now: string
  relations: string[]
  notices: string[]
  done: number
  contactId: string
  employeeId: string
  /** The notice has been seen; the step is done when its chat is open too. */
  noticed: boolean
}

const nothing = (): Start => ({
  revision: 0,
  now: '',
  relations: [],
  notices: [],
  done: 0,
  contactId: '',
  employeeId: '',
  noticed: false,
})

export const guideOpen = remembered('guide-open', true)
const start = remembered<Start>('guide', nothing())

const keyOf = ({ employeeId, contactId, startedAt }: World['relations'][number]) =>
  `${employeeId} ${contactId} ${startedAt}`

/** Of one assignment several people may be told; what leads are told comes from elsewhere. */
const newNotices = computed(() => {
  const { notices = [], employees = [] } = world.value ?? {}
  const leads = employees.filter(({ isLead }) => isLead).map(({ id }) => id)
  return notices.filter(({ id, employeeId }) => !start.value.notices.includes(id) && !leads.includes(employeeId))
})
const amTold = () => newNotices.value.some(({ employeeId }) => employeeId === me.value?.id)

/** The path is walked with whoever scanned last, until an invitation is out. */
function takeNewest({ relations }: World): boolean {
  const fresh = relations.findLast((relation) => !relation.endedAt && !start.value.relations.includes(keyOf(relation)))
  if (fresh) Object.assign(start.value, { contactId: fresh.contactId, employeeId: fresh.employeeId })
  return fresh !== undefined
}

const facts: Record<Step, (world: World) => boolean> = {
  scan: takeNewest,
  send: (now) => {
    takeNewest(now)
    const { employeeId, contactId } = start.value
    return messagesOf(employeeId, contactId).some(({ from, news }) => from === 'employee' && news)
  },
  open: () => phone.page !== '' && phone.pageOf === start.value.contactId,
  verify: ({ texts }) => texts.some((text) => text.contactId === start.value.contactId && text.disputeId),
  lead: () => me.value?.isLead === true,
  assign: () => newNotices.value.length > 0,
  notice: () => {
    if (amTold() && openChat.value === 'notices') start.value.noticed = true
    return amTold() && start.value.noticed && openChat.value !== 'notices'
  },
  break: () => faultCount() > 0,
  mend: () => faultCount() === 0,
}

/** The step to do next; undefined when all are done. */
export const step = computed<Step | undefined>(() => STEPS[start.value.done])
export const guideContactId = computed(() => start.value.contactId)
export const stepsDone = computed(() => start.value.done)

export const target = computed<Target | undefined>(() => {
  if (!guideOpen.value || !step.value) return undefined
  return detour(step.value) ?? TARGETS[step.value]
})

/** What has to come first when the desk shows somebody else or another chat. */
function detour(next: Step): Target | undefined {
  const { employeeId, contactId } = start.value
  const inChat = next === 'send' || next === 'open' || next === 'verify'
  if (inChat && me.value?.id !== employeeId) return 'who'
  if (inChat && openChat.value !== contactId) return 'chat'
  if (next === 'assign' && !me.value?.isLead) return 'who'
  if (next === 'assign' && openChat.value !== 'notices') return 'notices'
  return next === 'notice' && !amTold() ? 'who' : undefined
}

/** Begins the path again in the world as it is now. */
export function restartGuide(): void {
  if (world.value) begin(world.value)
  guideOpen.value = true
}

/** For a world that has just been laid: everything in it is the past. */
export function beginWith(fresh: World): void {
  markAllSeen(fresh)
  begin(fresh)
}

function begin({ relations, notices }: World): void {
  start.value = { ...nothing(), relations: relations.map(keyOf), notices: notices.map(({ id }) => id) }
}

const isYounger = ({ now, revision }: World) =>
  start.value.now === '' || revision < start.value.revision || Date.parse(now) < Date.parse(start.value.now)

/** Ticks steps off as the world fulfils them; a world younger than the one remembered starts the path anew. */
export function followGuide(): void {
  watch(
    [world, me, openChat, () => phone.page, faultCount],
    () => {
      const now = world.value
      if (!now || work.busy === 'reset') return
      if (isYounger(now)) beginWith(now)
      Object.assign(start.value, { revision: now.revision, now: now.now })
      while (step.value && facts[step.value](now)) start.value.done += 1
    },
    { immediate: true },
  )
}
