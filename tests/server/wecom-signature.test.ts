import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ownUrl, signatureOf } from '../../server/wecom/page-signature.ts'

const own = 'https://zhenke.bank.example'
const origins = [own]

describe("A page's signature", () => {
  it("is the official sample's value (document/path/90506)", () => {
    const ticket = 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg'
    const value = signatureOf(ticket, 'Wm3WZYTPz0wzccnW', 1_414_587_457, 'http://mp.weixin.qq.com?params=value')
    expect(value).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed')
  })
})

describe('The address of a page (T13, I22)', () => {
  it.each(['', '/', '/?a=1', '?a=1', '/sign-in/callback?code=x&state=y', '/a//b', '/%E4%B8%AD'])(
    'is signed as it stands for %j of our own origin',
    (rest) => expect(ownUrl(own + rest, origins)).toBe(own + rest),
  )

  it('loses its fragment', () => {
    expect(ownUrl(`${own}/?a=1#/contact?b=#c`, origins)).toBe(`${own}/?a=1`)
  })

  it('may be one of several own origins, ports included', () => {
    const two = ['http://127.0.0.1:8080', own]
    expect(ownUrl('http://127.0.0.1:8080/', two)).toBe('http://127.0.0.1:8080/')
    expect(() => ownUrl('http://127.0.0.1:80801/', two)).toThrow('wecom/foreign-url')
  })

  const hostile = [
    'https://evil.example/',
    'https://zhenke.bank.example@evil.example/',
    'https://user@zhenke.bank.example/',
    'https://user:pass@zhenke.bank.example/',
    'https://zhenke.bank.example:443/',
    'https://zhenke.bank.example:8443/',
    'https://zhenke.bank.example.evil.example/',
    'https://evil-zhenke.bank.example/',
    'https://zhenke.bank.example\\@evil.example/',
    'https:\\\\zhenke.bank.example/',
    'https://zhenke.bank.example\\evil',
    'https:zhenke.bank.example/',
    'https:///zhenke.bank.example/',
    'https://zhenke.bank.example//evil.example/',
    '//zhenke.bank.example/',
    'http://zhenke.bank.example/',
    'HTTPS://zhenke.bank.example/',
    'https://ZHENKE.bank.example/',
    'https://zhenke%2ebank.example/',
    'https://zhenke.bank%2Eexample/',
    'https://zhenke.bank.example%2f@evil.example/',
    'https://zhenke.bank.example%00/',
    'https://zhenke。bank。example/',
    'https://xn--zhenke-1ga.bank.example/',
    'https://zhenke.bank.example./',
    ' https://zhenke.bank.example/',
    'https://zhenke.bank.example/ x',
    'https://zhenke.bank.example/\n',
    'https://zhenke.bank.example/\t',
    'javascript:alert(1)//https://zhenke.bank.example/',
    'data:text/html,https://zhenke.bank.example/',
    'https://evil.example/?https://zhenke.bank.example/',
    'https://evil.example/#https://zhenke.bank.example/',
    'blob:https://zhenke.bank.example/1',
    '',
    '#',
    `https://zhenke.bank.example/${'x'.repeat(2100)}`,
    `https://zhenke.bank.example/${'中'.repeat(800)}`,
  ]
  it.each(hostile)('is refused: %j', (url) => {
    expect(() => ownUrl(url, origins)).toThrow('wecom/foreign-url')
  })

  it('is never of another origin than an own one, for any text', () => {
    const part = fc.constantFrom(
      'https://',
      'zhenke.bank.example',
      '@',
      '\\',
      '/',
      ':',
      '.',
      '%2f',
      'evil.example',
      '?',
      '#',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 3 })), { maxLength: 12 }), (parts) => {
        const url = parts.join('')
        let page: string
        try {
          page = ownUrl(url, origins)
        } catch {
          return
        }
        expect(new URL(page).origin).toBe(own)
        expect(new URL(page).username).toBe('')
      }),
      { numRuns: 5000 },
    )
  })
})
