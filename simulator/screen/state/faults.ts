import { computed } from 'vue'
import { request } from './request.ts'
import { act, world } from './simulation.ts'
import type { Fault, Network } from './world.ts'

type Setting = { path: string } & Partial<Record<'errcode' | 'delayMs' | 'times' | 'status', number>> &
  Partial<Record<'drop' | 'duplicate' | 'shuffle' | 'cancel', boolean>>

export type FaultName =
  | 'rateLimit'
  | 'oldToken'
  | 'badAddress'
  | 'lost'
  | 'twice'
  | 'late'
  | 'shuffled'
  | 'badSignature'
  | 'cancelled'
  | 'slowBank'

const settings: Record<FaultName, Setting> = {
  rateLimit: { path: '/cgi-bin', errcode: 45009, times: 5 },
  oldToken: { path: '/cgi-bin', errcode: 40014, times: 3 },
  badAddress: { path: '/cgi-bin', errcode: 60020, times: 5 },
  lost: { path: 'callback', drop: true, times: 1 },
  twice: { path: 'callback', duplicate: true, times: 3 },
  late: { path: 'callback', delayMs: 15_000, times: 3 },
  shuffled: { path: 'callback', shuffle: true, times: 3 },
  badSignature: { path: 'js-sdk/agentConfig', errcode: 40093, times: 3 },
  cancelled: { path: 'js-sdk/sendChatMessage', cancel: true, times: 1 },
  slowBank: { path: '/bank', delayMs: 8000, times: 5 },
}

type SignIn = 'works' | 'refused' | 'outsider'

export const signIn = computed<SignIn>(() => {
  if (world.value?.oauth?.refuse) return 'refused'
  return world.value?.oauth?.outsider ? 'outsider' : 'works'
})

const keys = ['path', 'errcode', 'delayMs', 'drop', 'duplicate', 'shuffle', 'cancel'] as const

const same = (fault: Fault, setting: Setting) => keys.every((key) => (fault[key] ?? null) === (setting[key] ?? null))

/** The fault as the world has it now, undefined when it is off or used up. */
export const faultNow = (name: FaultName) => world.value?.faults.find((fault) => same(fault, settings[name]))

/** Faults would add up, so one that is on already is left alone. */
export async function setFault(name: FaultName): Promise<void> {
  if (!faultNow(name)) await act(name, () => request('POST', '/control/faults', settings[name]))
}

export const setNetwork = (state: Network) => act('network', () => request('POST', '/control/network', { state }))

export const setSignIn = (state: SignIn) =>
  act('sign-in', () =>
    request('POST', '/control/oauth', { refuse: state === 'refused', outsider: state === 'outsider' }),
  )

export async function mendEverything(): Promise<void> {
  await act('mend', () => request('DELETE', '/control/faults'))
  await setNetwork('on')
  await setSignIn('works')
}

export const faultCount = () =>
  (world.value?.faults.length ?? 0) + Number(world.value?.network !== 'on') + Number(signIn.value !== 'works')
