import { announce, h } from './element.ts'
import type { Words } from './words.ts'

/** The code from the text message; `submit` gets its digits only. `wasWrong` when the last one did not match. */
export function codeForm(words: Words, wasWrong: boolean, submit: (code: string) => Promise<void>): HTMLElement {
  const input = h('input', {
    id: 'code',
    name: 'code',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    maxlength: '8',
    'aria-describedby': 'code-fault',
    'aria-invalid': String(wasWrong),
  })
  const fault = h('p', { class: 'fault', id: 'code-fault' }, wasWrong ? words.challenge.wrong : '')
  const button = h('button', { type: 'submit', class: 'primary' }, words.challenge.send)
  const send = async () => {
    const code = input.value.normalize('NFKC').replace(/\s/g, '')
    const isCode = /^\d{4,8}$/.test(code)
    fault.textContent = isCode ? '' : words.challenge.fault
    input.setAttribute('aria-invalid', String(!isCode))
    if (!isCode) {
      input.focus()
      announce(words.challenge.fault)
      return
    }
    if (button.disabled) return
    button.disabled = true
    await submit(code).finally(() => {
      button.disabled = false
    })
  }
  return h(
    'form',
    { novalidate: true, submit: (event) => (event.preventDefault(), void send()) },
    h('div', { class: 'field' }, h('label', { for: 'code' }, words.challenge.label), input, fault),
    button,
    h('p', { class: 'quiet' }, words.challenge.lost),
  )
}
