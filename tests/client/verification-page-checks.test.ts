import { gzipSync } from 'node:zlib'
import { compactDecrypt, exportJWK, generateKeyPair } from 'jose'
import { build } from 'vite'
import { describe, expect, it } from 'vitest'
import { faultOf, type Identity, isResidentCard, tidy } from '../../src/verification-page/checks.ts'
import { encryptFor } from '../../src/verification-page/encrypt.ts'

const identity: Identity = {
  name: '测试人',
  idType: 'residentCard',
  idNumber: '990001199001010014',
  phone: '15400000000',
}
const withCheckDigit = (body: string) =>
  [...'0123456789X'].map((digit) => body + digit).find((number) => isResidentCard(number)) ?? ''

describe('What the page checks before anything is sent', () => {
  it('knows the check digit of a resident card and a birthday that exists', () => {
    const number = withCheckDigit('99000119900101001')
    expect(number).toHaveLength(18)
    expect(isResidentCard(number.slice(0, 17) + (number.endsWith('0') ? '1' : '0'))).toBe(false)
    expect(withCheckDigit('99000119900230001')).toBe('')
    expect(isResidentCard(number.slice(1))).toBe(false)
  })

  it('finds two digits that changed places', () => {
    const number = withCheckDigit('99000119851203047')
    const swapped = number.slice(0, 14) + number.charAt(15) + number.charAt(14) + number.slice(16)
    expect(isResidentCard(swapped)).toBe(false)
  })

  it('takes full-width digits, blanks, a small x and +86 as people type them', () => {
    const typed = { ...identity, name: ' 测试人 ', idNumber: '９９００ 0119900101001x', phone: '+86 154-0000-0000' }
    expect(tidy(typed)).toMatchObject({ name: '测试人', idNumber: '99000119900101001X', phone: '15400000000' })
  })

  it('names what is wrong with each field', () => {
    expect(faultOf('name', { ...identity, name: '' })).toBe('missing')
    expect(faultOf('name', { ...identity, name: '1' })).toBe('name')
    expect(faultOf('name', { ...identity, name: '阿依古丽·测试' })).toBeNull()
    expect(faultOf('phone', { ...identity, phone: '12345' })).toBe('phone')
    expect(faultOf('idNumber', { ...identity, idNumber: '12' })).toBe('residentCard')
    expect(faultOf('idNumber', { ...identity, idType: 'passport', idNumber: 'E00000000' })).toBeNull()
    expect(faultOf('idNumber', { ...identity, idType: 'passport', idNumber: 'E-0' })).toBe('document')
  })
})

describe('What leaves the page', () => {
  it("is a compact JWE that the provider's key opens, and no other", async () => {
    const provider = await generateKeyPair('RSA-OAEP-256', { extractable: true })
    const stranger = await generateKeyPair('RSA-OAEP-256')
    const key = { ...(await exportJWK(provider.publicKey)), use: 'enc', kid: 'bank-1' }
    const payload = await encryptFor([{ kty: 'EC', use: 'sig' }, key], identity)
    expect(payload.split('.')).toHaveLength(5)
    for (const secret of [identity.idNumber, identity.phone]) expect(payload).not.toContain(secret)
    const { plaintext, protectedHeader } = await compactDecrypt(payload, provider.privateKey)
    expect(JSON.parse(new TextDecoder().decode(plaintext))).toEqual(identity)
    expect(protectedHeader).toEqual({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'bank-1' })
    await expect(compactDecrypt(payload, stranger.privateKey)).rejects.toThrow('decryption operation failed')
  })
})

describe("The page's bundle", () => {
  it('is less than 30 kB of JavaScript in gzip, and keeps nothing in any storage', async () => {
    const built = await build({ logLevel: 'silent', build: { write: false } })
    const parts = Array.isArray(built) || !('output' in built) ? [] : built.output
    const chunks = new Map(parts.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part] as const] : [])))
    const entry = [...chunks.values()].find((chunk) => chunk.isEntry && chunk.name === 'verification')
    const needed = (name: string): string[] => [name, ...(chunks.get(name)?.imports ?? []).flatMap(needed)]
    const scripts = [...new Set(needed(entry?.fileName ?? ''))].map((name) => chunks.get(name)?.code ?? '')
    expect(scripts[0]).toContain('A256GCM')
    const bytes = scripts.reduce((sum, code) => sum + gzipSync(code).length, 0)
    expect(bytes).toBeLessThan(30_000)
    expect(scripts.join('')).not.toMatch(/localStorage|sessionStorage|indexedDB/)
  })
})
