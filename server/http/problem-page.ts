import type { ErrorRequestHandler } from 'express'
import { Problem } from '../domain/problem.ts'
import { localeOf } from './locale.ts'
import { tellProblem } from './problem-words.ts'
import { sendPage } from './send-page.ts'

const style = `body{margin:0;font:16px/1.6 system-ui,sans-serif;background:#f4f6f9;color:#14202e}
main{max-width:26em;margin:15vh auto 0;padding:0 24px}h1{font-size:20px}a{display:block;margin:24px 0;padding:12px;
border-radius:12px;background:#1765d8;color:#fff;font-weight:600;text-align:center;text-decoration:none}small{color:#5a6878}
@media(prefers-color-scheme:dark){body{background:#0f141a;color:#eef2f6}a{background:#6aa5ff;color:#0c1420}small{color:#a9b5c2}}`
const words = { 'zh-CN': { again: '重新登录', number: '编号' }, en: { again: 'Sign in again', number: 'Number' } }

/** Where a page was asked for, a problem is a page: what happened, what to do. Faults of ours go on to the log. */
export const answerProblemsAsPage: ErrorRequestHandler = (fault: unknown, req, res, next) => {
  if (!(fault instanceof Problem)) return next(fault)
  const locale = localeOf(req)
  const { title, detail, remedy, status, requestId } = tellProblem(fault, locale, String(res.locals.requestId))
  const again = fault.code === 'sign-in/refused' ? `<a href="/sign-in?to=%2F">${words[locale].again}</a>` : ''
  res.status(status)
  sendPage(
    res,
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${plain(title)}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style nonce="__NONCE__">${style}</style></head>
<body><main data-problem="${fault.code}"><h1>${plain(title)}</h1><p>${plain(detail)}</p><p>${plain(remedy)}</p>${again}
<small>${words[locale].number} ${requestId}</small></main></body></html>`,
  )
}

const plain = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
