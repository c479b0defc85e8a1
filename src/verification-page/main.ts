import './page.css'
import type { PageOpening } from '#contract/verification.ts'
import { readOpening, Refused, tell } from './ask-server.ts'
import { announce, byId } from './element.ts'
import { encryptFor } from './encrypt.ts'
import { type Deeds, endedView, trouble, viewOf } from './views.ts'
import { wordsOf, type Words } from './words.ts'

const WAITING_MS = 3000

let opening: PageOpening | null = null
let locale: PageOpening['locale'] = navigator.language.startsWith('en') ? 'en' : 'zh-CN'
let asking: ReturnType<typeof setTimeout> | undefined

const words = (): Words => wordsOf(locale)
const keys = () => (opening?.keys?.keys ?? []) as Record<string, unknown>[]

const deeds: Deeds = {
  submit: ({ identity, consents }) =>
    attempt(async () => tell('submission', { payload: await encryptFor(keys(), identity), consents })),
  answer: (code) => attempt(async () => tell('challenge', { payload: await encryptFor(keys(), { code }) })),
  decline: () => attempt(() => tell('decline')),
  reconsider: () => attempt(() => tell('reconsider')),
  withdraw: () => attempt(() => tell('withdrawal'), words().withdraw.done),
  tryAgain: () => opening && show({ ...opening, step: 'form' }),
  switchLanguage() {
    locale = locale === 'en' ? 'zh-CN' : 'en'
    if (opening) show(opening)
  },
}

/** Does what the contact asked for and shows what comes of it; when it fails, what was typed stays where it is. */
async function attempt(deed: () => Promise<PageOpening>, said?: string): Promise<void> {
  try {
    show(await deed())
    if (said) announce(said)
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    refuse(fault.refusal, () => void attempt(deed, said))
  }
}

function refuse(refusal: Refused['refusal'], again: () => void): void {
  const { offline } = words()
  if (refusal.kind === 'ended') return byId('page').replaceChildren(...endedView(words()))
  const [title, text] = refusal.kind === 'told' ? [refusal.title, refusal.remedy] : [offline.title, offline.text]
  byId('page').querySelector('.trouble')?.remove()
  byId('page').prepend(
    trouble(title, text, offline.retry, () => {
      byId('page').querySelector('.trouble')?.remove()
      again()
    }),
  )
  announce(`${title} ${text}`)
  window.scrollTo(0, 0)
}

function show(next: PageOpening): void {
  const isFirst = opening === null
  opening = next
  clearTimeout(asking)
  document.documentElement.lang = locale
  document.title = words().title
  byId('page').replaceChildren(...viewOf(next, words(), deeds))
  const title = byId('page').querySelector('h1')
  if (!isFirst) title?.focus({ preventScroll: true })
  announce(title?.textContent ?? '')
  if (next.step === 'waiting') asking = setTimeout(() => void attempt(readOpening), WAITING_MS)
}

byId('page').textContent = words().loading
void attempt(async () => {
  const first = await readOpening()
  locale = first.locale
  return first
})
