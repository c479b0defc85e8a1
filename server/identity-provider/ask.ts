import type { z } from 'zod'
import { Problem } from '../domain/problem.ts'
import type { Log } from '../ports.ts'

const PATIENCE_MS = 5_000
const LONGEST_ANSWER = 262_144

export type Place = { origin: string; key: string; log: Log }
type Asked<S> = {
  path: string
  schema: S
  body?: object
  headers?: Record<string, string>
  /** Statuses beside 2xx whose body is an answer as well. */
  alsoAnswers?: number[]
}

/**
 * One call to the provider, followed nowhere. Throws Problem('request/invalid') when it cannot use the payload, and
 * Problem('verification/provider-unavailable') for everything else that is no answer.
 */
export async function ask<S extends z.ZodType>(place: Place, asked: Asked<S>): Promise<z.output<S>> {
  const { status, text } = await exchange(place, asked)
  if (status === 400 && asked.body) throw new Problem('request/invalid', { place: 'payload' })
  const answers = (status >= 200 && status < 300) || asked.alsoAnswers?.includes(status)
  if (!answers) throw unavailable(place, asked.path, { status })
  const parsed = asked.schema.safeParse(parseJson(text))
  if (!parsed.success)
    throw unavailable(place, asked.path, { places: parsed.error.issues.map((issue) => issue.path.join('.')) })
  return parsed.data
}

async function exchange({ origin, key, log }: Place, { path, body, headers }: Asked<unknown>) {
  try {
    const response = await fetch(`${origin}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return { status: response.status, text: (await response.text()).slice(0, LONGEST_ANSWER) }
  } catch (fault) {
    throw unavailable({ log }, path, { fault: fault instanceof Error ? fault.name : 'unknown' })
  }
}

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // No JSON fits no schema.
  }
}

/** Ids stand in paths and are left out of the log, as is everything the provider said. */
function unavailable({ log }: Pick<Place, 'log'>, path: string, facts: object): Problem {
  log.warn({ call: path.split('/')[1] ?? '', ...facts }, 'The identity provider gave no answer that can be used')
  return new Problem('verification/provider-unavailable')
}
