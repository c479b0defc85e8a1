import type { PageOpening } from '#contract/verification.ts'
import { type Fault, faultOf, type Field, type Identity, idTypes, tidy } from './checks.ts'
import { announce, h } from './element.ts'
import type { Words } from './words.ts'

export type Submitted = { identity: Identity; consents: { sensitive: true; provider: boolean; textVersion: string } }

const order: Field[] = ['name', 'idType', 'idNumber', 'phone']

const place = (field: Field) => h('p', { class: 'fault', id: `${field}-fault` })
const tick = (box: HTMLInputElement, sentence: string) => h('label', { class: 'consent' }, box, h('span', {}, sentence))

/** Three fields, the document's kind and the consents; `submit` is called only with what may be sent. Nothing typed is kept anywhere. */
export function identityForm(
  opening: PageOpening,
  words: Words,
  submit: (given: Submitted) => Promise<void>,
): HTMLElement {
  const inputs = {
    name: h('input', { id: 'name', autocomplete: 'name', maxlength: '50' }),
    idType: h('select', { id: 'idType' }, ...idTypes.map((kind) => h('option', { value: kind }, words.idTypes[kind]))),
    idNumber: h('input', {
      id: 'idNumber',
      autocomplete: 'off',
      autocapitalize: 'characters',
      spellcheck: 'false',
      maxlength: '24',
    }),
    phone: h('input', { id: 'phone', type: 'tel', inputmode: 'tel', autocomplete: 'tel', maxlength: '20' }),
  }
  const places = { name: place('name'), idType: place('idType'), idNumber: place('idNumber'), phone: place('phone') }
  const sensitive = h('input', { type: 'checkbox', id: 'sensitive' })
  const provider = h('input', { type: 'checkbox', id: 'provider' })
  const needed = h('p', { class: 'fault', id: 'consent-fault' })
  const button = h('button', { type: 'submit', class: 'primary' }, words.submit)

  const read = (): Identity =>
    tidy({
      name: inputs.name.value,
      idType: inputs.idType.value as Identity['idType'],
      idNumber: inputs.idNumber.value,
      phone: inputs.phone.value,
    })
  const show = (field: Field, fault: Fault | null) => {
    places[field].textContent = fault ? words.faults[fault] : ''
    inputs[field].setAttribute('aria-invalid', String(fault !== null))
  }
  const hasConsent = () => sensitive.checked && (!opening.provider || opening.provider.isBank || provider.checked)

  for (const field of order) {
    inputs[field].setAttribute('aria-describedby', `${field}-fault`)
    inputs[field].addEventListener('change', () => show(field, faultOf(field, read())))
  }
  const send = async () => {
    const identity = read()
    const wrong = order.filter((field) => faultOf(field, identity) !== null)
    for (const field of order) show(field, faultOf(field, identity))
    needed.textContent = hasConsent() ? '' : words.consentNeeded
    const first = wrong[0] ? inputs[wrong[0]] : hasConsent() ? null : sensitive
    if (first) {
      first.focus()
      announce(wrong[0] ? (places[wrong[0]].textContent ?? '') : words.consentNeeded)
      return
    }
    button.disabled = true
    button.textContent = words.sending
    const consents = { sensitive: true as const, provider: provider.checked, textVersion: opening.textVersion }
    await submit({ identity, consents }).finally(() => {
      button.disabled = false
      button.textContent = words.submit
    })
  }

  const row = (field: Field) =>
    h('div', { class: 'field' }, h('label', { for: field }, words.fields[field]), inputs[field], places[field])
  return h(
    'form',
    { novalidate: true, submit: (event) => (event.preventDefault(), void send()) },
    ...order.map(row),
    tick(sensitive, words.consentSensitive(opening.bank.name)),
    opening.provider && !opening.provider.isBank && tick(provider, words.consentProvider(opening.provider.name)),
    needed,
    button,
  )
}
