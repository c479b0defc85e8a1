import type { Random } from '../random.ts'
import { at } from '../random.ts'
import type { Identity } from '../world.ts'
import { givenNames, surnames } from './names.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/**
 * A resident card number whose check digit is right (GB 11643) and whose region, 990000 to 999999, is no region of China:
 * it passes every form and can belong to nobody.
 */
function madeUpIdNumber(random: Random): string {
  const region = 990_000 + random.below(10_000)
  const year = 1955 + random.below(50)
  const month = String(1 + random.below(12)).padStart(2, '0')
  const day = String(1 + random.below(28)).padStart(2, '0')
  const order = String(1 + random.below(999)).padStart(3, '0')
  const body = `${region}${year}${month}${day}${order}`
  return body + checkDigit(body)
}

function checkDigit(body: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0)
  return at([...'10X98765432'], sum % 11)
}

/** The 154 range was given to no operator, so nobody answers there. */
function madeUpPhone(random: Random): string {
  return `154${String(random.below(100_000_000)).padStart(8, '0')}`
}

export function madeUpIdentity(random: Random): Identity {
  return {
    name: random.pick(surnames) + random.pick(givenNames),
    idType: 'residentCard',
    idNumber: madeUpIdNumber(random),
    phone: madeUpPhone(random),
    accountHolder: true,
    isEmployee: false,
  }
}
