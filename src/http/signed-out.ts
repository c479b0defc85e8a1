import type { ApiProblem } from './api-problem.ts'

const listeners = new Set<(worked: boolean) => void>()
let ended: ApiProblem | null = null
let worked = false

/** Calls `listener` once when nobody is signed in any more; `worked` is whether this page had been answered before. */
export function onSignedOut(listener: (worked: boolean) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function noteAnswered(): void {
  worked = true
}

/** Told once, however many requests were under way. Until the page is opened anew nothing more is sent. */
export function tellSignedOut(problem: ApiProblem): void {
  if (ended) return
  ended = problem
  for (const listener of listeners) listener(worked)
}

/** Throws what the first refusal said, so that a page whose session has ended sends no request in vain. */
export function checkSignedIn(): void {
  if (ended) throw ended
}
