import { computed, onBeforeUnmount, watch, type ComputedRef } from 'vue'
import type { Assignment } from '#contract/assignment.ts'

const LOOK_AGAIN_MS = 2_000

/** While one of these assignments is under way it is looked at again. */
export function useLookAgain(states: ComputedRef<Assignment['state'][]>, look: () => unknown): void {
  const isUnderWay = computed(() => states.value.some((state) => state === 'running' || state === 'undoing'))
  let timer: ReturnType<typeof setInterval> | undefined
  watch(
    isUnderWay,
    (underWay) => {
      clearInterval(timer)
      if (underWay) timer = setInterval(look, LOOK_AGAIN_MS)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => clearInterval(timer))
}
