import type { Kysely, Transaction } from 'kysely'
import type { BusinessDay } from './domain/business-day.ts'
import type { Actor, EmployeeRole } from './domain/employee.ts'
import type { LiveUpdateKind, DomainEvent } from './domain/event.ts'
import type { TargetPolicy } from './domain/policy.ts'
import type { TargetBook } from './domain/target-book.ts'
import type { ProviderAnswer } from './domain/provider-answer.ts'
import type { Tables } from './tables.ts'
import type { WeCom } from './wecom-port.ts'

export type Tx = Transaction<Tables>
/** What a use case writes once it has fetched all it needs from outside, so that its caller can commit it together with its own mark. */
export type Effect = (tx: Tx) => Promise<void>
/** For reads: the outer handle or a transaction. */
export type Reader = Kysely<Tables>

export type Database = {
  engine: 'pglite' | 'postgres'
  /** Reads outside of a transaction. Using it inside `write` throws, since PGlite's one connection would wait for itself. */
  read: Reader
  /** One transaction, READ COMMITTED; committed durably before it resolves. A serialization or deadlock failure is tried again, at most 3 times, so `work` has no effect outside the database. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** LISTEN on one channel; the returned function ends it. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  /** NOTIFY, told only when `tx` commits. */
  notify(tx: Tx, channel: string, payload: string): Promise<void>
  /** The database's own clock, for the skew check at the start. */
  now(): Promise<Date>
  close(): Promise<void>
}

export type Clock = { now(): Date }

export type Random = {
  /** A sortable unique id (UUIDv7 from `clock`); never a secret. */
  id(): string
  /** `bytes` of randomness as lower-case hex, for tokens and nonces. */
  hex(bytes: number): string
}

/** Structured log; secrets and personal facts are redacted by the adapter, and must not be passed in the first place. */
export type Log = {
  info(facts: object, sentence: string): void
  warn(facts: object, sentence: string): void
  error(facts: object, sentence: string): void
}

/** Keys outside the database. Sealed text carries its key's id; `place` (table|column|row) binds it to where it stands. */
export type Vault = {
  seal(place: string, text: string): string
  /** Throws when the text was sealed for another place, by an unknown key, or was changed. */
  open(place: string, sealed: string): string
  /** The keyed hash under the oldest subject key: the ledger's `subject`, the same for ever. */
  subjectOf(subjectRef: string): string
  /** Ed25519 over `place`, a line feed and `text`, by the newest data key; base64url, `publicKey` in SPKI. */
  sign(place: string, text: string): Signature & { publicKey: string }
  /** False for a text that was changed or signed for another place, and where the key is no longer among ours. */
  isSigned(place: string, text: string, signature: Signature): boolean
  /** Of every signing key its public half in SPKI, and SHA-256 over that in hex, by which two people compare it. */
  publicKeys(): PublishedKey[]
  /** SHA-256 in hex, for tokens that are looked up by their hash. */
  hash(token: string): string
}

export type PublishedKey = { id: string; publicKey: string; fingerprint: string }
export type Signature = { keyId: string; signature: string }

export type JobKind =
  | 'process-inbox'
  | 'notify-employee'
  | 'ask-provider'
  | 'import-contacts'
  | 'import-seats'
  | 'sweep-contacts'
  | 'write-export'
  | 'work-off-assignment'
export type Jobs = {
  /** Queues work in the transaction of its cause; it may run more than once and starts after the commit. */
  send(tx: Tx, kind: JobKind, facts: Record<string, string>): Promise<void>
}

export type LiveUpdates = {
  /** Tells the open sidebars of these employees, after the commit, that something of this kind is to be asked for again. */
  changed(tx: Tx, employeeIds: string[], kind: LiveUpdateKind): Promise<void>
}

/** One row in the audit log, in the transaction of what it tells of. `facts` carry ids and kinds, never personal facts. */
export type Audit = (
  tx: Tx,
  actor: Actor,
  action: string,
  object: { kind: string; id: string },
  facts?: Record<string, string | number | boolean | null>,
) => Promise<void>

/** Whose target it is; `leads` whether they lead any branch. */
export type TargetSubject = {
  id: string
  branchId: string
  role: EmployeeRole
  leads: boolean
  joinedAt: Date | null
  leftAt: Date | null
}
export type RuleSubject = Pick<TargetSubject, 'id' | 'branchId' | 'role' | 'leads'>
export type Targets = {
  /** For each of these, by their place: the id of the version by whose rules an add of that day is judged. One query for all. */
  rules(reader: Reader, adds: readonly { employee: RuleSubject; day: BusinessDay }[]): Promise<(string | null)[]>
  /**
   * A book for each employee, from one query for any number of them. It can be asked for the days in `[from, to)` and for the
   * months they lie in. Closed days before `judgedBefore` (all, unless told) keep the version they were judged by. `policies`
   * stands in for all that are in the database; of leave, calendar and versions it goes by what had been entered up to `knownAt`,
   * where that is told.
   */
  books(
    reader: Reader,
    employees: readonly TargetSubject[],
    range: { from: BusinessDay; to: BusinessDay },
    options: { asOf: Date; policies?: TargetPolicy[]; knownAt?: Date; judgedBefore?: BusinessDay },
  ): Promise<Map<string, TargetBook>>
}

/** Runs what follows from an event, in the same transaction (consequences.ts). */
export type Consequences = (tx: Tx, event: DomainEvent) => Promise<void>

/** The bank's identity provider. Calls throw Problem('verification/provider-unavailable') when it cannot be asked. Payloads are JWEs we cannot read. */
export type IdentityProvider = {
  keys(): Promise<object>
  submit(request: { requestId: string; payload: string; notifyUrl: string }): Promise<ProviderAnswer>
  answerChallenge(providerId: string, payload: string): Promise<ProviderAnswer>
  read(providerId: string): Promise<ProviderAnswer>
  /** Checks a Standard Webhooks delivery against every secret; returns what it names, or null when it is not genuine or older than 5 minutes. */
  openWebhook(
    headers: { id: string; timestamp: string; signature: string },
    body: string,
    now: Date,
  ): { providerId: string; requestId: string } | null
}

/** What features need of the configuration. */
export type Settings = {
  publicOrigin: string
  verificationOrigin: string
  contactOAuth: boolean
  operators: string[]
  build: string
}

export type Ports = {
  database: Database
  wecom: WeCom
  identityProvider: IdentityProvider
  jobs: Jobs
  liveUpdates: LiveUpdates
  consequences: Consequences
  audit: Audit
  targets: Targets
  clock: Clock
  random: Random
  vault: Vault
  log: Log
  settings: Settings
}
