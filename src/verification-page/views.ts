import type { PageOpening } from '#contract/verification.ts'
import type { Identity } from './checks.ts'
import { codeForm } from './code-form.ts'
import { h } from './element.ts'
import { identityForm, type Submitted } from './identity-form.ts'
import type { Words } from './words.ts'

/** What the contact may do; each ends in another view. */
export type Deeds = {
  submit(given: Submitted): Promise<void>
  answer(code: string): Promise<void>
  decline(): Promise<void>
  reconsider(): Promise<void>
  withdraw(): Promise<void>
  readAgain(): void
  switchLanguage(): void
}

/** What the page remembers while it is open, and nowhere else. */
export type Memory = { identity: Identity | null; codeWasWrong: boolean }

type Mark = 'calm' | 'good' | 'wait'
type View = (opening: PageOpening, words: Words, deeds: Deeds, memory: Memory) => (HTMLElement | null)[]

const heading = (mark: Mark, title: string, ...sentences: (string | null)[]) =>
  h(
    'section',
    { class: `card told ${mark}` },
    h('h1', { tabindex: '-1' }, title),
    ...sentences.map((sentence) => (sentence ? h('p', {}, sentence) : null)),
  )

const button = (look: string, label: string, deed: () => void) =>
  h('button', { type: 'button', class: look, click: deed }, label)

const facts = ({ bank, keepDays }: PageOpening, words: Words) =>
  h(
    'dl',
    {},
    ...[words.why, words.collected, words.kept(keepDays), words.elsewhere, words.hotline(bank.hotline)].map(
      ([term, text]) => h('div', {}, h('dt', {}, term), h('dd', {}, text)),
    ),
  )

const introduction = (opening: PageOpening, words: Words) =>
  h(
    'section',
    { class: 'card told calm' },
    h('h1', { tabindex: '-1' }, opening.employee ? words.asks(opening.employee.name, opening.employee.branch) : ''),
    h('p', { class: 'never' }, words.never),
    facts(opening, words),
  )

/** The form, or word that the provider is away: a no is taken all the same. */
const entry: View = (opening, words, deeds, memory) => [
  opening.keys
    ? h('section', { class: 'card' }, identityForm(opening, words, memory, deeds.submit))
    : trouble(words.away.title, words.away.text, words.offline.retry, deeds.readAgain),
  button('quiet-button', words.no, () => void deeds.decline()),
  opening.mayWithdraw ? withdrawal(words, deeds) : null,
]

const withdrawal = (words: Words, deeds: Deeds) =>
  h(
    'details',
    { class: 'card withdrawal' },
    h('summary', {}, words.withdraw.open),
    h('p', {}, words.withdraw.text),
    button('secondary', words.withdraw.confirm, () => void deeds.withdraw()),
  )

const views: Record<PageOpening['step'], View> = {
  form: (opening, words, deeds, memory) => [introduction(opening, words), ...entry(opening, words, deeds, memory)],
  challenge: ({ maskedPhone }, words, { answer }, { codeWasWrong }) => [
    heading('wait', words.challenge.title, words.challenge.text(maskedPhone ?? '')),
    h('section', { class: 'card' }, codeForm(words, codeWasWrong, answer)),
  ],
  waiting: (_opening, words) => [heading('wait', words.waiting.title, words.waiting.text)],
  verified: ({ bank, mayWithdraw }, words, deeds) => [
    heading('good', words.verified.title, words.verified.text(bank.name), words.line(words.hotline(bank.hotline))),
    mayWithdraw ? withdrawal(words, deeds) : null,
  ],
  failed: (opening, words, deeds, memory) => [
    heading(
      'wait',
      words.failed.title,
      words.failed.reasons[opening.failure ?? 'other'],
      opening.attemptsLeft ? words.failed.again(opening.attemptsLeft) : words.failed.over,
      words.line(words.hotline(opening.bank.hotline)),
    ),
    ...(opening.attemptsLeft
      ? entry(opening, words, deeds, memory)
      : [button('quiet-button', words.no, () => void deeds.decline())]),
  ],
  declined: (_opening, words, { reconsider }) => [
    heading('calm', words.declined.title, words.declined.text),
    button('secondary', words.declined.undo, () => void reconsider()),
  ],
  'another-person': (_opening, words) => [heading('calm', words.another.title, words.another.text)],
  ended: (_opening, words) => [heading('calm', words.ended.title, words.ended.text)],
}

/** One sentence about what has just been done, above everything else until the next step. */
export function doneNote(said: string): HTMLElement {
  return h('p', { class: 'card done' }, said)
}

/** Everything between the top of the page and its foot for one step. */
export function viewOf(opening: PageOpening, words: Words, deeds: Deeds, memory: Memory): HTMLElement[] {
  const shown = views[opening.step](opening, words, deeds, memory)
  const foot = h('footer', {}, button('quiet-button', words.switchLanguage, deeds.switchLanguage))
  const top = h('header', {}, opening.bank.name || words.title)
  return [top, ...shown.filter((part): part is HTMLElement => part !== null), foot]
}

/** Shown while nothing could be read at all. */
export function endedView(words: Words): HTMLElement[] {
  return [heading('calm', words.ended.title, words.ended.text)]
}

/** Who is in front could not be asked: the page's own address asks once more. */
export function unknownView(words: Words): HTMLElement[] {
  return [
    heading('calm', words.unknown.title, words.unknown.text),
    button('primary', words.offline.retry, () => location.assign('/v')),
  ]
}

/** A strip above what is shown, so that nothing typed is lost. */
export function trouble(title: string, text: string, label: string, again: () => void): HTMLElement {
  return h(
    'section',
    { class: 'card trouble', role: 'alert' },
    h('strong', {}, title),
    h('p', {}, text),
    button('secondary', label, again),
  )
}
