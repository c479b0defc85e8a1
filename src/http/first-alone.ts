const REST_MS = 60_000
const WAIT_AT_MOST_MS = 3_000

let askedAt = performance.now()
let first: Promise<unknown> | null = null

/** After a rest the first request goes alone and the others wait for it: a session that ended meanwhile is refused once, not by each of them. */
export async function firstAlone<T>(ask: () => Promise<T>): Promise<T> {
  const isRested = performance.now() - askedAt > REST_MS
  askedAt = performance.now()
  if (first) await first
  else if (isRested) return goAhead(ask)
  return ask()
}

async function goAhead<T>(ask: () => Promise<T>): Promise<T> {
  const answer = ask()
  const longEnough = new Promise((resolve) => setTimeout(resolve, WAIT_AT_MOST_MS))
  first = Promise.race([answer.catch(() => undefined), longEnough])
  void first.then(() => (first = null))
  return answer
}
