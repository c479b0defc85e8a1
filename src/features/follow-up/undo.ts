import { readonly, ref, shallowRef } from 'vue'
import type { FollowUp } from '#contract/follow-up.ts'

const UNDO_WITHIN_S = 10

const completed = shallowRef<FollowUp | null>(null)
const seconds = ref(0)
let timer: ReturnType<typeof setInterval> | undefined

/** The completion that can still be taken back, and for how many seconds. */
export const undoable = readonly(completed)
export const secondsLeft = readonly(seconds)

export function offerUndo(followUp: FollowUp): void {
  clearInterval(timer)
  completed.value = followUp
  seconds.value = UNDO_WITHIN_S
  timer = setInterval(() => {
    seconds.value -= 1
    if (seconds.value <= 0) endUndo()
  }, 1_000)
}

export function endUndo(): void {
  clearInterval(timer)
  completed.value = null
}
