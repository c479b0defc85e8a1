import { z } from 'zod'
import { pageSignatures, session } from './session.ts'
import { myDay } from './target.ts'

/** What the sidebar's HTML carries so that the first view needs one request: the contact's. Stands in `<script type="application/json" id="opening">`. */
export const opening = z.object({
  session,
  myDay,
  /** For the page's own url; null when WeCom could not be asked, and then the page asks for it itself. */
  signature: pageSignatures.nullable(),
  build: z.string(),
})
export type Opening = z.output<typeof opening>
