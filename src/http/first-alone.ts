const REST_MS = 60_000
const WAIT_AT_MOST_MS = 3_000

let askedAt = performance.now()
let wasHidden = false
let first: Promise<unknown> | null = null

document.addEventListener('visibilitychange', () => {
  wasHidden ||= document.visibilityState === 'hidden'
})

/** After a rest the first request goes alone and the others wait for it: a session that ended meanwhile is refused once, not by each of them. */
export async function firstAlone<T>(ask: () => Promise<T>): Promise<T> {
  if (first) await first
  else if (isRested()) return goAhead(ask)
  askedAt = performance.now()
  return ask()
}

function isRested(): boolean {
  return wasHidden || performance.now() - askedAt > REST_MS
}

async function goAhead<T>(ask: () => Promise<T>): Promise<T> {
  wasHidden = false
  askedAt = performance.now()
  const answer = ask()
  const longEnough = new Promise((resolve) => setTimeout(resolve, WAIT_AT_MOST_MS))
  first = Promise.race([answer.catch(() => undefined), longEnough])
  void first.then(() => (first = null))
  return answer
}
