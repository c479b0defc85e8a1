export const idTypes = ['residentCard', 'passport', 'hkMacaoPermit', 'taiwanPermit', 'permanentResidentCard'] as const
export type IdType = (typeof idTypes)[number]

export type Identity = { name: string; idType: IdType; idNumber: string; phone: string }
export type Field = keyof Identity
/** What is wrong with a field, as the name of a sentence. */
export type Fault = 'missing' | 'name' | 'residentCard' | 'document' | 'phone'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/** GB 11643-1999: seventeen digits, a birthday that exists, and the check character of ISO 7064 MOD 11-2. */
export function isResidentCard(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)]
  const birthday = new Date(`${year}-${month}-${day}T00:00:00Z`)
  if (Number.isNaN(birthday.getTime()) || birthday.getUTCDate() !== Number(day)) return false
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return checkCharacters[sum % 11] === number[17]
}

const plain = (text: string) => text.normalize('NFKC').trim()

/** As it is sent: without blanks, letters in capitals, full-width characters made ordinary. */
export function tidy(identity: Identity): Identity {
  return {
    ...identity,
    name: plain(identity.name).replace(/\s+/g, ' '),
    idNumber: plain(identity.idNumber).replace(/\s/g, '').toUpperCase(),
    phone: plain(identity.phone)
      .replace(/[\s-]/g, '')
      .replace(/^\+?86(?=1\d{10}$)/, ''),
  }
}

/** The fault of one field of a tidied identity; null when it may be sent. */
export function faultOf(field: Field, identity: Identity): Fault | null {
  const value = identity[field]
  if (value === '') return 'missing'
  if (field === 'name') return /^[\p{L}\p{M}·.'’ -]{2,50}$/u.test(value) ? null : 'name'
  if (field === 'phone') return /^1[3-9]\d{9}$/.test(value) ? null : 'phone'
  if (field !== 'idNumber') return null
  if (identity.idType === 'residentCard') return isResidentCard(value) ? null : 'residentCard'
  return /^[A-Z0-9]{6,20}$/.test(value) ? null : 'document'
}
