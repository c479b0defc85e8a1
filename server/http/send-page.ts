import type { Response } from 'express'
import { nonceOf } from './security-headers.ts'

/** Sends a page that nobody keeps, with this answer's nonce and, when given, its opening. */
export function sendPage(res: Response, html: string, opening?: object | null): void {
  // The nonce first: an opening carries names that people have chosen themselves.
  const page = html
    .replaceAll('__NONCE__', nonceOf(res))
    .replace('<!--opening-->', () => (opening === undefined ? '' : openingScript(opening)))
  res.status(res.statusCode).set({ 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }).send(page)
}

/** `<` is escaped, so that nothing inside can end the script or begin a comment. */
function openingScript(opening: object | null): string {
  return `<script type="application/json" id="opening">${JSON.stringify(opening).replaceAll('<', '\\u003c')}</script>`
}
