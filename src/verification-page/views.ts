import type { PageOpening } from '#contract/verification.ts'
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
  tryAgain(): void
  switchLanguage(): void
}

type Mark = 'calm' | 'good' | 'wait'
type View = (opening: PageOpening, words: Words, deeds: Deeds) => HTMLElement[]

const heading = (mark: Mark, title: string, ...sentences: (string | null)[]) =>
  h(
    'section',
    { class: `card told ${mark}` },
    h('h1', { tabindex: '-1' }, title),
    ...sentences.map((sentence) => (sentence ? h('p', {}, sentence) : null)),
  )

const button = (look: string, label: string, deed: () => void) =>
  h('button', { type: 'button', class: look, click: deed }, label)

const invitation: View = (opening, words, deeds) => [
  h(
    'section',
    { class: 'card told calm' },
    h(
      'h1',
      { tabindex: '-1' },
      opening.employee ? words.asks(opening.employee.name, opening.employee.branch) : words.title,
    ),
    h('p', { class: 'never' }, words.never),
    h(
      'details',
      {},
      h('summary', {}, words.more),
      ...[
        words.why,
        words.collected,
        words.kept(opening.keepDays),
        words.elsewhere,
        words.hotline(opening.bank.hotline),
      ].map((sentence) => h('p', {}, sentence)),
    ),
  ),
  h('section', { class: 'card' }, identityForm(opening, words, deeds.submit)),
  button('quiet-button', words.no, () => void deeds.decline()),
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
  form: invitation,
  challenge: ({ maskedPhone }, words, { answer }) => [
    heading('wait', words.challenge.title, words.challenge.text(maskedPhone ?? '')),
    h('section', { class: 'card' }, codeForm(words, answer)),
  ],
  waiting: (_opening, words) => [heading('wait', words.waiting.title, words.waiting.text)],
  verified: ({ bank, mayWithdraw }, words, deeds) => [
    heading('good', words.verified.title, words.verified.text(bank.name), words.hotline(bank.hotline)),
    ...(mayWithdraw ? [withdrawal(words, deeds)] : []),
  ],
  failed: ({ failure, attemptsLeft, bank }, words, { tryAgain }) => [
    heading(
      'wait',
      words.failed.title,
      words.failed.reasons[failure ?? 'other'],
      attemptsLeft ? words.failed.again(attemptsLeft) : words.failed.over,
      words.hotline(bank.hotline),
    ),
    ...(attemptsLeft ? [button('primary', words.failed.retry, tryAgain)] : []),
  ],
  declined: (_opening, words, { reconsider }) => [
    heading('calm', words.declined.title, words.declined.text),
    button('secondary', words.declined.undo, () => void reconsider()),
  ],
  'another-person': (_opening, words) => [heading('calm', words.another.title, words.another.text)],
  ended: (_opening, words) => [heading('calm', words.ended.title, words.ended.text)],
}

/** Everything between the top of the page and its foot for one step. */
export function viewOf(opening: PageOpening, words: Words, deeds: Deeds): HTMLElement[] {
  const foot = h('footer', {}, button('quiet-button', words.switchLanguage, deeds.switchLanguage))
  return [h('header', {}, opening.bank.name || words.title), ...views[opening.step](opening, words, deeds), foot]
}

/** Shown while nothing could be read at all. */
export function endedView(words: Words): HTMLElement[] {
  return [heading('calm', words.ended.title, words.ended.text)]
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
