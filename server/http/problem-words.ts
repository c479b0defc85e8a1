import type { ProblemReply } from '../contract/shared.ts'
import type { Locale } from '../domain/employee.ts'
import type { Problem, ProblemCode } from '../domain/problem.ts'
import { english } from './problem-words-en.ts'
import { chinese } from './problem-words-zh.ts'

const words = { 'zh-CN': chinese, en: english }

/** The HTTP status of each code. What is out of scope does not exist, so it is 404 and never 403. */
const statuses = {
  'session/required': 401,
  'session/not-an-employee': 403,
  'session/not-in-directory': 401,
  'sign-in/refused': 403,
  'request/invalid': 400,
  'request/too-large': 413,
  'request/not-found': 404,
  'request/method-not-allowed': 405,
  'request/foreign-origin': 403,
  'request/key-required': 400,
  'request/key-reused': 422,
  'request/key-in-progress': 409,
  'request/too-many': 429,
  'request/forbidden': 403,
  'wecom/unavailable': 503,
  'wecom/refused': 502,
  'wecom/foreign-url': 400,
  'callback/refused': 403,
  'contact/not-found': 404,
  'contact/no-relation': 409,
  'add/not-found': 404,
  'review/not-found': 404,
  'review/not-open': 409,
  'review/not-possible': 409,
  'review/already-open': 409,
  'review/own-add': 403,
  'review/second-person': 409,
  'appeal/not-possible': 409,
  'appeal/not-found': 404,
  'appeal/decided': 409,
  'appeal/other-person': 403,
  'verification/already-verified': 409,
  'verification/declined': 409,
  'verification/private-contact': 409,
  'verification/too-many-prompts': 409,
  'verification/too-soon': 409,
  'verification/quiet-hours': 409,
  'verification/in-progress': 409,
  'verification/prompt-not-found': 404,
  'verification/prompt-ended': 409,
  'verification/link-ended': 410,
  'verification/another-person': 403,
  'verification/consent-missing': 400,
  'verification/wrong-step': 409,
  'verification/provider-unavailable': 503,
  'follow-up/not-found': 404,
  'follow-up/not-open': 409,
  'follow-up/assignee-not-found': 404,
  'follow-up/due-in-past': 422,
  'branch/not-found': 404,
  'policy/not-found': 404,
  'policy/nothing-to-change': 422,
  'policy/scope': 422,
  'policy/unknown-branch': 422,
  'policy/unknown-role': 422,
  'policy/unknown-employee': 422,
  'policy/employee-left': 422,
  'policy/amount': 422,
  'policy/window': 422,
  'policy/retention': 422,
  'policy/daily-cap': 422,
  'policy/ends-before-begin': 422,
  'policy/begins-closed': 422,
  'policy/no-working-day': 422,
  'policy/contradicts': 409,
  'policy/overlaps': 409,
  'policy/begun': 409,
  'policy/change-decided': 409,
  'policy/own-change': 409,
  'policy/not-own-change': 409,
  'policy/file-refused': 422,
  'policy/file-quotes': 422,
  'policy/file-empty': 422,
  'policy/file-too-long': 422,
  'policy/file-column-missing': 422,
  'policy/file-column-unknown': 422,
  'policy/file-cell': 422,
  'server/fault': 500,
} as const satisfies Record<ProblemCode, number>

/** What the caller reads of a problem: RFC 9457, in the reader's language, without cause or stack. */
export function tellProblem(problem: Problem, locale: Locale, requestId: string): ProblemReply {
  const [title, detail, remedy] = words[locale][problem.code]
  const fill = (sentence: string) =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(problem.facts[name] ?? '?'))
  return { type: problem.code, title, status: statuses[problem.code], detail: fill(detail), remedy, requestId }
}
