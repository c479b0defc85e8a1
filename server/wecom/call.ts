import { setTimeout as pause } from 'node:timers/promises'
import type { z } from 'zod'
import type { Log, Random } from '../ports.ts'
import { ask, type Reply, unreadable } from './ask.ts'
import type { Budget } from './budget.ts'
import { type Treatment, treatmentOf } from './error-table.ts'
import type { Holds } from './holds.ts'
import { problemOf } from './refusal.ts'

type Wanted<S extends z.ZodType> = {
  query?: Record<string, string>
  body?: unknown
  form?: FormData
  schema: S
  /** The call must not be repeated when its answer was lost on the way. */
  once?: boolean
}
/** Answers what `schema` makes of it; throws wecom/unavailable or wecom/refused. */
export type Call = <S extends z.ZodType>(path: string, wanted: Wanted<S>) => Promise<z.output<S>>

/** Where a call's access token comes from. */
type AccessToken = { read(): Promise<string>; replace(refused: string): Promise<string> }

export type Caller = {
  origin: string
  holds: Holds
  budget: Budget
  random: Random
  log: Log
  token: AccessToken | null
}

const tries = 3

/** Calls in the manner of the error table: which failures get a new token, which are tried again, which hold others back. */
export function createCall(caller: Caller): Call {
  return async (path, wanted) => {
    const { holds } = caller
    let refreshed = false
    let lost = false
    let token = await freeToken(caller, path)
    for (let attempt = 1; ; attempt += 1) {
      caller.budget.spend(path)
      const reply = await askWith(caller.origin, path, wanted, token)
      lost ||= !reply.arrived
      const parsed = reply.errcode === 0 ? wanted.schema.safeParse(reply.answer) : undefined
      if (parsed?.success) {
        holds.succeeded(path)
        return parsed.data
      }
      const errcode = parsed ? unreadable : reply.errcode
      const treatment = treatmentOf(errcode, path)
      if (treatment.reaction === 'refresh' && !refreshed && caller.token && token !== null) {
        refreshed = true
        token = await caller.token.replace(token)
        continue
      }
      if (mayRepeat(treatment, reply, wanted) && attempt < tries) {
        await pause(jitter(caller.random, attempt))
        continue
      }
      holds.refused({ path, errcode, ip: reply.ip })
      caller.log.warn({ path, errcode, reaction: treatment.reaction }, 'WeCom refused a call')
      throw problemOf({ path, errcode, ip: reply.ip, lost })
    }
  }
}

async function freeToken({ holds, token }: Caller, path: string): Promise<string | null> {
  holds.check(path)
  if (!token) return null
  const value = await token.read()
  holds.check(path)
  return value
}

function askWith(origin: string, path: string, wanted: Wanted<z.ZodType>, token: string | null): Promise<Reply> {
  const query = { ...(token !== null && { access_token: token }), ...wanted.query }
  return ask(origin, { path, query, body: wanted.body, form: wanted.form })
}

function mayRepeat({ reaction }: Treatment, { arrived }: Reply, { once }: Wanted<z.ZodType>): boolean {
  return reaction === 'retry' && (arrived || !once)
}

function jitter(random: Random, attempt: number): number {
  return attempt * (100 + (Number.parseInt(random.hex(2), 16) % 200))
}
