import type { toldClosed as chinese } from '../zh/told-closed.ts'

export const toldClosed: typeof chinese = {
  cancelled: (title, by, time) => `“${title}” was withdrawn by ${by} (${time}). There is nothing left to do.`,
  completed: (title, time) => `“${title}” was completed (${time}).`,
}
