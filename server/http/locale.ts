import type { Request } from 'express'
import type { Locale } from '../domain/employee.ts'

/** The reader's language: the switch in the interface (cookie `zhenke-locale`), else the browser's; Chinese unless English comes first. */
export function localeOf(req: Request): Locale {
  const chosen = /(?:^|;\s*)zhenke-locale=(zh-CN|en)(?:;|$)/.exec(req.headers.cookie ?? '')?.[1]
  if (chosen) return chosen === 'en' ? 'en' : 'zh-CN'
  return /^\s*en\b/i.test(req.headers['accept-language'] ?? '') ? 'en' : 'zh-CN'
}
