import type { PageOpening } from '#contract/verification.ts'
import { type Fault, faultOf, type Field, type Identity, idTypes, tidy } from './checks.ts'
import { announce, h } from './element.ts'
import type { Words } from './words.ts'

export type Submitted = { identity: Identity; consents: { sensitive: true; provider: boolean; textVersion: string } }

const order: Field[] = ['name', 'idType', 'idNumber', 'phone']

const place = (field: string) => h('p', { class: 'fault', id: `${field}-fault` })
const described = (field: string) => ({ id: field, name: field, 'aria-describedby': `${field}-fault` })

function inputsFor(words: Words) {
  const keyboard = { autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: '24' }
  return {
    name: h('input', { ...described('name'), autocomplete: 'name', maxlength: '50' }),
    idType: h(
      'select',
      described('idType'),
      ...idTypes.map((kind) => h('option', { value: kind }, words.idTypes[kind])),
    ),
    idNumber: h('input', { ...described('idNumber'), ...keyboard }),
    phone: h('input', { ...described('phone'), type: 'tel', inputmode: 'tel', autocomplete: 'tel', maxlength: '20' }),
  }
}

type Inputs = ReturnType<typeof inputsFor>

const readTyped = (inputs: Inputs): Identity => ({
  name: inputs.name.value,
  idType: inputs.idType.value as Identity['idType'],
  idNumber: inputs.idNumber.value,
  phone: inputs.phone.value,
})

/** One tick for each consent, none of them set; the words are the server's, which keeps which of them were shown. */
function ticksFor(opening: PageOpening) {
  return opening.consents.map(({ kind, text }) => {
    const box = h('input', { type: 'checkbox', name: `consent-${kind}`, 'aria-describedby': 'consent-fault' })
    return { kind, box, row: h('label', { class: 'consent' }, box, h('span', {}, text)) }
  })
}

/**
 * Three fields, the document's kind and the consents; `submit` is called only with what may be sent. `typed` keeps the entries for as long
 * as the page is open, so that a failed attempt is corrected and not typed again; nothing is kept anywhere else.
 */
export function identityForm(
  opening: PageOpening,
  words: Words,
  typed: { identity: Identity | null },
  submit: (given: Submitted) => Promise<void>,
): HTMLElement {
  const inputs = inputsFor(words)
  const places = { name: place('name'), idType: place('idType'), idNumber: place('idNumber'), phone: place('phone') }
  const ticks = ticksFor(opening)
  const consentFault = place('consent')
  const button = h('button', { type: 'submit', class: 'primary' }, words.submit)

  const tell = (field: Field, fault: Fault | null) => {
    places[field].textContent = fault ? words.faults[fault] : ''
    inputs[field].setAttribute('aria-invalid', String(fault !== null))
  }
  for (const field of order) {
    if (typed.identity) inputs[field].value = typed.identity[field]
    inputs[field].addEventListener('change', () => {
      typed.identity = readTyped(inputs)
      const fault = faultOf(field, tidy(typed.identity))
      tell(field, fault === 'missing' ? null : fault)
    })
  }

  /** Focuses and tells what is wrong first; null when all may be sent. */
  const check = (): Submitted | null => {
    typed.identity = readTyped(inputs)
    const identity = tidy(typed.identity)
    for (const field of order) tell(field, faultOf(field, identity))
    const wrong = order.find((field) => faultOf(field, identity) !== null)
    const unticked = ticks.find(({ box }) => !box.checked)
    consentFault.textContent = unticked ? words.consentNeeded : ''
    if (!wrong && !unticked) {
      const provider = ticks.some(({ kind }) => kind === 'provider')
      return { identity, consents: { sensitive: true, provider, textVersion: opening.textVersion } }
    }
    if (wrong) inputs[wrong].focus()
    else unticked?.box.focus()
    announce(wrong ? (places[wrong].textContent ?? '') : words.consentNeeded)
    return null
  }
  const send = async () => {
    const given = button.disabled ? null : check()
    if (!given) return
    button.disabled = true
    button.textContent = words.sending
    await submit(given).finally(() => {
      button.disabled = false
      button.textContent = words.submit
    })
  }

  const row = (field: Field) =>
    h('div', { class: 'field' }, h('label', { for: field }, words.fields[field]), inputs[field], places[field])
  return h(
    'form',
    { novalidate: true, autocomplete: 'off', submit: (event) => (event.preventDefault(), void send()) },
    ...order.map(row),
    ...ticks.map((tick) => tick.row),
    consentFault,
    button,
  )
}
