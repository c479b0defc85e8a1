import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { ApiProblem } from './api-problem.ts'
import { newIntent } from './intent.ts'

export type Write<Args extends unknown[], Reply> = {
  pending: Ref<boolean>
  problem: ShallowRef<ApiProblem | null>
  /** Resolves to the reply, or to null when it failed (`problem` says why) or is under way already. */
  run(...args: Args): Promise<Reply | null>
  forget(): void
  /** The key of the last try: while its outcome is unknown, whoever sends the same later sends it under this one. */
  key(): string
}

/** A write that looks pending until the server said yes. Its key is kept while the outcome is unknown, and new after each answer. */
export function useWrite<Args extends unknown[], Reply>(
  send: (key: string, ...args: Args) => Promise<Reply>,
): Write<Args, Reply> {
  const pending = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  const intent = newIntent()
  let sent = ''

  async function run(...args: Args): Promise<Reply | null> {
    if (pending.value) return null
    const wanted = JSON.stringify(args)
    if (wanted !== sent) intent.renew()
    sent = wanted
    pending.value = true
    problem.value = null
    try {
      const reply = await send(intent.key, ...args)
      intent.renew()
      return reply
    } catch (fault) {
      if (!(fault instanceof ApiProblem)) throw fault
      problem.value = fault
      if (!fault.mayPass) intent.renew()
      return null
    } finally {
      pending.value = false
    }
  }
  return { pending, problem, run, forget: () => (problem.value = null), key: () => intent.key }
}
