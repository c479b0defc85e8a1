import { Problem } from '../domain/problem.ts'
import { treatmentOf } from './error-table.ts'

/** One answer with an errcode other than 0; `ip` is ours as WeCom saw it, for the operator who has to enter it. */
export type Refusal = {
  path: string
  errcode: number
  ip?: string | undefined
  retryAfterSeconds?: number | undefined
  /** One of the tries was not answered. */
  lost?: boolean
}

/** The problem in our words; it never carries a token, a parameter or WeCom's own sentence. */
export function problemOf({ path, errcode, ip, retryAfterSeconds, lost }: Refusal): Problem {
  const { reaction, setUp } = treatmentOf(errcode, path)
  const facts = {
    errcode,
    path,
    ...(ip && { ip }),
    ...(setUp && { because: 'set-up' }),
    ...(retryAfterSeconds && { retryAfterSeconds }),
    ...(lost && { answer: 'lost' }),
  }
  return new Problem(reaction === 'stop' ? 'wecom/refused' : 'wecom/unavailable', facts)
}

/** The answer, or null where WeCom refused it with one of these codes. */
export async function orNull<T>(answer: Promise<T>, errcodes: readonly number[]): Promise<T | null> {
  try {
    return await answer
  } catch (fault) {
    if (fault instanceof Problem && fault.code === 'wecom/refused' && errcodes.includes(Number(fault.facts['errcode'])))
      return null
    throw fault
  }
}
