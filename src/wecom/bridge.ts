import { whenIdle } from '../http/when-idle.ts'
import { BridgeFailure, wordsOf } from './bridge-failure.ts'
import type * as sdk from './sdk.ts'
import { dropPageSignatures, readPageSignatures } from './page-signature.ts'

type Sdk = typeof sdk

const REGISTERED_WITHIN_MS = 8_000
const ANSWERED_WITHIN_MS = 6_000
/** The SDK registers anew on every call after a refusal (wecom.md 2.4, trap 3): for so long nothing is tried. */
const PAUSE_AFTER_REFUSAL_MS = 30_000

const jsApiList = ['getContext', 'getCurExternalContact', 'getCurExternalChat', 'sendChatMessage', 'openEnterpriseChat']

let registered = false
let pause: { failure: BridgeFailure; until: number } | null = null

export function isInWeCom(): boolean {
  return /wxwork\/[\d.]+/i.test(navigator.userAgent)
}

/** A person asked for another try: the pause after a refusal is over, and signatures are made anew. */
export function tryBridgeAgain(): void {
  if (pause?.failure.kind === 'signature-refused') dropPageSignatures()
  pause = null
}

/** Loads the SDK while nothing else is to be done, so that the first tap need not wait for it. */
export function prepareBridge(): void {
  if (isInWeCom()) whenIdle(() => import('./sdk.ts'))
}

/** Runs one call of the SDK, registered and with a time-out. Throws BridgeFailure, or what the call itself was refused with. */
export async function viaBridge<T>(call: (loaded: Sdk) => Promise<T>, withinMs = ANSWERED_WITHIN_MS): Promise<T> {
  if (!isInWeCom()) throw new BridgeFailure('not-in-wecom')
  if (pause && performance.now() < pause.until) throw pause.failure
  const loaded = await import('./sdk.ts').catch((fault: unknown) => {
    throw new BridgeFailure('unreachable', 'JS-SDK', { cause: fault })
  })
  await ready(loaded)
  return within(withinMs, call(loaded))
}

async function ready(loaded: Sdk, mayTryFresh = true): Promise<void> {
  try {
    if (!registered) await introduce(loaded)
    await within(REGISTERED_WITHIN_MS, loaded.ensureAgentConfigReady())
  } catch (fault) {
    const failure = failureOfRegistration(fault)
    const mayHeal = failure.kind === 'signature-refused' && ['40093', '42012', null].includes(failure.code)
    if (mayHeal && mayTryFresh) {
      dropPageSignatures()
      return ready(loaded, false)
    }
    pause = { failure, until: performance.now() + PAUSE_AFTER_REFUSAL_MS }
    throw failure
  }
}

async function introduce(loaded: Sdk): Promise<void> {
  const { corpId, agentId } = await readPageSignatures()
  registered = true
  loaded.register({
    corpId,
    agentId,
    jsApiList: jsApiList as never,
    getAgentConfigSignature: async () => (await readPageSignatures()).agentConfig,
    getConfigSignature: async () => (await readPageSignatures()).config,
  })
}

function failureOfRegistration(fault: unknown): BridgeFailure {
  if (fault instanceof BridgeFailure) return fault
  const isRefusal = !(fault instanceof Error)
  return isRefusal
    ? new BridgeFailure('signature-refused', wordsOf(fault))
    : new BridgeFailure('unreachable', wordsOf(fault), { cause: fault })
}

/** Rejects as `silent` when nothing was answered in time: outside of WeCom a call hangs for ever. */
export async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BridgeFailure('silent')), ms)
  })
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer))
}
