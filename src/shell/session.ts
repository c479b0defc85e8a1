import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Session } from '#contract/session.ts'
import { get } from '../http/api.ts'
import { readOpening } from '../http/opening.ts'

/** Who is signed in, as the page or the server said; rights come with each reply, never from here. */
export const useSession = defineStore('session', () => {
  const session = shallowRef<Session | null>(readOpening()?.session ?? null)
  const isSignedOut = shallowRef(false)
  const isLead = computed(() => session.value?.employee.roles.includes('lead') ?? false)
  const isOperator = computed(() => session.value?.employee.roles.includes('operator') ?? false)
  /** Of the head office, without a branch to lead: no teller's day, and no target of their own. */
  const isOperatorOnly = computed(() => !isLead.value && isOperator.value)
  const branch = computed(() => session.value?.employee.branch ?? null)

  async function ask(): Promise<void> {
    session.value ??= await get('/api/session', {})
  }
  return { session, isSignedOut, isLead, isOperator, isOperatorOnly, branch, ask }
})
