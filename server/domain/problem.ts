export const problemCodes = [
  'session/required',
  'session/not-an-employee',
  'session/not-in-directory',
  'sign-in/refused',
  'request/invalid',
  'request/too-large',
  'request/not-found',
  'request/method-not-allowed',
  'request/foreign-origin',
  'request/key-required',
  'request/key-reused',
  'request/key-in-progress',
  'request/too-many',
  'request/forbidden',
  'wecom/unavailable',
  'wecom/refused',
  'wecom/foreign-url',
  'callback/refused',
  'contact/not-found',
  'contact/no-relation',
  'add/not-found',
  'verification/already-verified',
  'verification/declined',
  'verification/too-many-prompts',
  'verification/too-soon',
  'verification/quiet-hours',
  'verification/in-progress',
  'verification/prompt-not-found',
  'verification/prompt-ended',
  'verification/link-ended',
  'verification/another-person',
  'verification/consent-missing',
  'verification/wrong-step',
  'verification/provider-unavailable',
  'follow-up/not-found',
  'follow-up/not-open',
  'follow-up/assignee-not-found',
  'follow-up/due-in-past',
  'branch/not-found',
  'server/fault',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** A refusal the caller can understand: a permanent code and the facts its sentence needs. Status and words are added at the HTTP border. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly facts: Record<string, string | number>

  constructor(code: ProblemCode, facts: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(code, options)
    this.name = 'Problem'
    this.code = code
    this.facts = facts
  }
}
