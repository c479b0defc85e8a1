import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../server/random.ts'
import { createVault } from '../../server/vault.ts'

const random = createRandom({ now: () => new Date('2026-11-22T08:00:00Z') })
const key = (id: string, byte: string) => ({ id, bytes: Buffer.from(byte.repeat(64), 'hex') })
const old = { dataKeys: [key('v1', 'a')], subjectKeys: [key('s1', 'c')] }
const rotated = { dataKeys: [key('v2', 'b'), key('v1', 'a')], subjectKeys: [key('s2', 'd'), key('s1', 'c')] }
const place = 'identity_result|subject_ref|made-up-request'

describe('the vault', () => {
  it('opens what it sealed', () => {
    const vault = createVault(old, random)
    expect(vault.open(place, vault.seal(place, '样例 subject-1'))).toBe('样例 subject-1')
  })

  it('seals the same text differently each time', () => {
    const vault = createVault(old, random)
    expect(vault.seal(place, 'subject-1')).not.toBe(vault.seal(place, 'subject-1'))
  })

  it('refuses a text that was moved to another place', () => {
    const vault = createVault(old, random)
    expect(() => vault.open('identity_result|subject_ref|another', vault.seal(place, 'subject-1'))).toThrow(
      'unable to authenticate',
    )
  })

  it('refuses a text in which one character was changed', () => {
    const vault = createVault(old, random)
    const sealed = vault.seal(place, 'subject-1')
    const changed = sealed.slice(0, -4) + (sealed.at(-4) === 'A' ? 'B' : 'A') + sealed.slice(-3)
    expect(() => vault.open(place, changed)).toThrow('unable to authenticate')
  })

  it('refuses a text that was cut off', () => {
    const vault = createVault(old, random)
    expect(() => vault.open(place, vault.seal(place, 'subject-1').slice(0, 20))).toThrow('cut off')
  })

  it('opens old texts after a rotation and seals under the newest key', () => {
    const sealed = createVault(old, random).seal(place, 'subject-1')
    const vault = createVault(rotated, random)
    expect(vault.open(place, sealed)).toBe('subject-1')
    expect(vault.seal(place, 'subject-1')).toMatch(/^v2\./)
  })

  it('refuses a text whose key was taken away', () => {
    const sealed = createVault(rotated, random).seal(place, 'subject-1')
    expect(() => createVault(old, random).open(place, sealed)).toThrow('DATA_KEYS')
  })

  it('gives a person the same subject before and after a rotation', () => {
    expect(createVault(rotated, random).subjectOf('person-7')).toBe(createVault(old, random).subjectOf('person-7'))
    expect(createVault(old, random).subjectOf('person-7')).not.toContain('person-7')
  })
})

describe('ids', () => {
  it('are UUIDs that sort in the order in which they were made', () => {
    const ids = Array.from({ length: 500 }, () => random.id())
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(500)
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('carry the moment of the clock', () => {
    expect(Number.parseInt(random.id().replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-11-22T08:00:00Z'))
  })
})

describe('a signature', () => {
  const signed = createVault(old, random).sign('month_statement', '{"effective":12}')
  const isSigned = (text: string, more: { vault?: typeof old; place?: string; keyId?: string } = {}) =>
    createVault(more.vault ?? old, random).isSigned(more.place ?? 'month_statement', text, { ...signed, ...more })

  it('holds for the text it was made for, also after a rotation', () => {
    expect(isSigned('{"effective":12}')).toBe(true)
    expect(isSigned('{"effective":12}', { vault: rotated })).toBe(true)
  })

  it('holds for no other text, place or key', () => {
    expect(isSigned('{"effective":13}')).toBe(false)
    expect(isSigned('{"effective":12}', { place: 'another' })).toBe(false)
    expect(isSigned('{"effective":12}', { vault: rotated, keyId: 'v2' })).toBe(false)
    expect(isSigned('{"effective":12}', { keyId: 'v9' })).toBe(false)
  })

  it('can be checked by anybody who has the public key', () => {
    const publicKey = createPublicKey({ key: Buffer.from(signed.publicKey, 'base64url'), format: 'der', type: 'spki' })
    const text = Buffer.from('month_statement\n{"effective":12}')
    expect(verify(null, text, publicKey, Buffer.from(signed.signature, 'base64url'))).toBe(true)
  })
})
