import type { ProblemReply } from '#contract/shared.ts'
import type { PageOpening } from '#contract/verification.ts'

/** `offline`: no answer. `ended`: the link's cookie is gone. `unknown`: who is in front could not be asked. Otherwise the server's own words. */
export type Refusal =
  | { kind: 'offline' }
  | { kind: 'ended' }
  | { kind: 'unknown' }
  | { kind: 'told'; title: string; text: string }

export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.kind)
    this.refusal = refusal
  }
}

type Step = 'submission' | 'challenge' | 'decline' | 'reconsider' | 'withdrawal'
const LONGEST_MS = 20_000

export function readOpening(): Promise<PageOpening> {
  return ask('opening', { method: 'GET' })
}

/** Each answers with what the page shows next. Throws Refused. */
export function tell(step: Step, body: object = {}): Promise<PageOpening> {
  return ask(step, { method: 'POST', body: JSON.stringify(body) })
}

async function ask(path: string, request: RequestInit): Promise<PageOpening> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), LONGEST_MS)
  const headers = { 'content-type': 'application/json', 'x-requested-with': 'zhenke' }
  try {
    const answer = await fetch(`/v/api/${path}`, { ...request, headers, signal: late.signal })
    if (answer.ok) return (await answer.json()) as PageOpening
    throw new Refused(await refusalOf(answer))
  } catch (fault) {
    throw fault instanceof Refused ? fault : new Refused({ kind: 'offline' })
  } finally {
    clearTimeout(timer)
  }
}

const kinds: Record<string, Refusal> = {
  'verification/link-ended': { kind: 'ended' },
  'verification/another-person': { kind: 'ended' },
  'sign-in/refused': { kind: 'unknown' },
}

async function refusalOf(answer: Response): Promise<Refusal> {
  const problem = (await answer.json().catch(() => null)) as ProblemReply | null
  if (!problem?.type) return { kind: 'offline' }
  return kinds[problem.type] ?? { kind: 'told', title: problem.title, text: `${problem.detail} ${problem.remedy}` }
}
