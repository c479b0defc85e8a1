import type { PageSignatures } from '#contract/session.ts'
import { post } from '../http/api.ts'
import { newIntent } from '../http/intent.ts'
import { readOpening } from '../http/opening.ts'

// A ticket lives two hours and the server may have held it for a while before it wrote the page.
const USABLE_FOR_MS = 45 * 60_000

let kept: { signatures: PageSignatures; until: number } | null = null
let refused = false

/** Both signatures for this page's address, which is the same for every hash route. Asks the server only when the page's own are old or were refused. */
export async function readPageSignatures(): Promise<PageSignatures> {
  kept ??= signaturesOfOpening()
  if (!refused && kept && performance.now() < kept.until) return kept.signatures
  const url = location.href.replace(/#.*$/, '')
  const signatures = await post('/api/wecom/signature', { body: { url, fresh: refused }, key: newIntent().key })
  kept = { signatures, until: performance.now() + USABLE_FOR_MS }
  refused = false
  return signatures
}

/** WeCom refused them: the next ones come from fresh tickets. */
export function dropPageSignatures(): void {
  refused = true
}

function signaturesOfOpening() {
  const signatures = readOpening()?.signature
  return signatures ? { signatures, until: USABLE_FOR_MS } : null
}
