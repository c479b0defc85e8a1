import type { Request } from 'express'
import { Problem } from '../domain/problem.ts'

/** Throws unless a write comes from this origin's own page: exact Origin, our header, JSON. Anything missing is a refusal. */
export function refuseForeignWrite(req: Request, origin: string): void {
  const site = req.headers['sec-fetch-site']
  const isOwn =
    req.headers.origin === origin &&
    (site === undefined || site === 'same-origin') &&
    req.headers['x-requested-with'] === 'zhenke' &&
    /^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(req.headers['content-type'] ?? '')
  if (!isOwn) throw new Problem('request/foreign-origin')
}
