import { z } from 'zod'

export type Question = {
  path: string
  query: Record<string, string>
  body?: unknown
  /** A file to hand over, in place of a JSON body. */
  form?: FormData | undefined
}
/** What came back; `arrived` is false when WeCom may or may not have acted (time-out, cut connection, HTTP 5xx). */
export type Reply = { arrived: boolean; errcode: number; ip?: string | undefined; answer: unknown }

const head = z.looseObject({ errcode: z.number().int().default(0), errmsg: z.string().default('') })
const lost: Reply = { arrived: false, errcode: -1, answer: null }
const timeOutMs = 3000
const fileTimeOutMs = 15_000

/** One HTTP request to a fixed origin. Redirects are refused, so that a token is never carried elsewhere. */
export async function ask(origin: string, { path, query, body, form }: Question): Promise<Reply> {
  const address = `${origin}/cgi-bin/${path}?${new URLSearchParams(query)}`
  try {
    const response = await fetch(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(form ? fileTimeOutMs : timeOutMs),
      ...(form && { method: 'POST', body: form }),
      ...(body !== undefined && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    if (response.status >= 500) return lost
    return judge(response.ok ? await response.text() : '')
  } catch {
    // fetch's own error may name the address with the token in it, so nothing of it goes further.
    return lost
  }
}

function judge(text: string): Reply {
  const parsed = head.safeParse(jsonOf(text))
  if (!parsed.success) return { arrived: true, errcode: unreadable, answer: null }
  const { errcode, errmsg } = parsed.data
  return { arrived: true, errcode, ip: /from ip: ([\da-f.:]+)/i.exec(errmsg)?.[1], answer: parsed.data }
}

/** Not one of WeCom's codes: an unknown path (404) or an answer in another shape than documented. */
export const unreadable = -9999

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
