import './page.css'
import type { PageOpening } from '#contract/verification.ts'
import { readOpening, Refused, tell } from './ask-server.ts'
import { announce, byId, fill } from './element.ts'
import { encryptFor } from './encrypt.ts'
import { type Deeds, doneNote, endedView, type Memory, trouble, unknownView, viewOf } from './views.ts'
import { wordsOf } from './words-of.ts'
import type { Words } from './words.ts'

const WAITING_MS = 3000
const A_YEAR_S = 31_536_000

let opening: PageOpening | null = null
let locale: PageOpening['locale'] = navigator.language.startsWith('en') ? 'en' : 'zh-CN'
let asking: ReturnType<typeof setTimeout> | undefined
const memory: Memory = { identity: null, codeWasWrong: false }

const words = (): Words => wordsOf(locale)
const keys = () => opening?.keys?.keys ?? []

const deeds: Deeds = {
  submit: ({ identity, consents }) =>
    attempt(async () => tell('submission', { payload: await encryptFor(keys(), identity), consents })),
  answer: (code) =>
    attempt(async () => {
      const next = await tell('challenge', { payload: await encryptFor(keys(), { code }) })
      memory.codeWasWrong = next.step === 'challenge'
      return next
    }),
  decline: () => attempt(() => tell('decline')),
  reconsider: () => attempt(() => tell('reconsider')),
  withdraw: () => attempt(() => tell('withdrawal'), words().withdraw.done),
  readAgain: () => void attempt(readOpening),
  switchLanguage() {
    locale = locale === 'en' ? 'zh-CN' : 'en'
    document.cookie = `zhenke-locale=${locale}; path=/; max-age=${A_YEAR_S}; samesite=lax; secure`
    void attempt(readOpening)
  },
}

/** Does what the contact asked for and shows what comes of it; when it fails, what was typed stays where it is. */
async function attempt(deed: () => Promise<PageOpening>, said?: string): Promise<void> {
  try {
    show(await deed())
    if (said) tellDone(said)
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    refuse(fault.refusal, () => void attempt(deed, said))
  }
}

function refuse(refusal: Refused['refusal'], again: () => void): void {
  const { offline } = words()
  if (refusal.kind === 'ended') return fill(byId('page'), endedView(words()))
  if (refusal.kind === 'unknown') return fill(byId('page'), unknownView(words()))
  const { title, text } = refusal.kind === 'told' ? refusal : offline
  if (!opening) byId('page').textContent = ''
  clearTrouble()
  byId('page').prepend(
    trouble(title, text, offline.retry, () => {
      clearTrouble()
      again()
    }),
  )
  announce(`${title} ${text}`)
  window.scrollTo(0, 0)
}

function tellDone(said: string): void {
  byId('page').querySelector('header')?.after(doneNote(said))
  announce(said)
}

function clearTrouble(): void {
  byId('page').querySelector('.trouble')?.remove()
}

function show(next: PageOpening): void {
  const isFirst = opening === null
  opening = next
  locale = next.locale
  if (next.step === 'verified' || next.step === 'declined') memory.identity = null
  document.documentElement.lang = locale
  document.title = words().title
  fill(byId('page'), viewOf(next, words(), deeds, memory))
  const title = byId('page').querySelector('h1')
  const wrongCode = memory.codeWasWrong && next.step === 'challenge'
  if (wrongCode) byId('code').focus()
  else if (!isFirst) title?.focus()
  announce(wrongCode ? words().challenge.wrong : (title?.textContent ?? ''))
  if (!isFirst && !wrongCode) window.scrollTo(0, 0)
  waitOn()
}

/** While the provider decides the page asks again, and leaves everything as it is until there is something new. */
function waitOn(): void {
  clearTimeout(asking)
  if (opening?.step !== 'waiting') return
  asking = setTimeout(() => void askOnce(), WAITING_MS)
}

async function askOnce(): Promise<void> {
  try {
    const next = await readOpening()
    if (next.step === 'waiting') waitOn()
    else show(next)
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    waitOn()
  }
}

byId('page').textContent = words().loading
void attempt(readOpening)
