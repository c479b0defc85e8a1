import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carriedScript, fillVariables, pictureTypeOf, unknownVariableIn } from '../../server/domain/talk-script.ts'

const people = { contactName: '张三丰', employeeName: '林小满', branchName: '示例路支行' }

describe("A talk script's variables", () => {
  it('are filled in, each as often as it stands there', () => {
    const text = '{contactName}您好，我是{branchName}的{employeeName}。{contactName}，方便时回我。'
    expect(unknownVariableIn(text)).toBeNull()
    expect(fillVariables(text, people)).toBe('张三丰您好，我是示例路支行的林小满。张三丰，方便时回我。')
  })

  it.each([
    ['您好{phone}', '{phone}'],
    ['{ contactName }', '{ contactName }'],
    ['{contactname}', '{contactname}'],
    ['您好 {contactName', '{contactName'],
    ['余额}', '}'],
    ['{}', '{}'],
    ['{{contactName}}', '{}'],
    ['{contactName}{phone}{name}', '{phone}'],
  ])('that nobody knows are refused, the first of them named: %s', (text, unknown) => {
    expect(unknownVariableIn(text)).toBe(unknown)
  })

  it('in a name stay as they are', () => {
    const hostile = { ...people, contactName: '{employeeName}{branchName}$&' }
    expect(fillVariables('{contactName}您好', hostile)).toBe('{employeeName}{branchName}$&您好')
  })

  it('leave every other text alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/[{}]/.test(text))
        expect(unknownVariableIn(text)).toBeNull()
        expect(fillVariables(text, people)).toBe(text)
      }),
    )
  })
})

describe('A follow-up', () => {
  const script = { talkScriptId: 's1', talkScriptTitle: '请对方认证' }

  it('carries the script it was given, until that is out of use', () => {
    expect(carriedScript(script)).toEqual({ id: 's1', title: '请对方认证' })
    expect(carriedScript({ ...script, talkScriptTitle: null })).toBeNull()
    expect(carriedScript({ talkScriptId: null, talkScriptTitle: null })).toBeNull()
  })
})

describe('A picture', () => {
  it.each([
    ['a PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0], 'image/png'],
    ['a JPEG', [0xff, 0xd8, 0xff, 0xe0], 'image/jpeg'],
    ['a GIF', [0x47, 0x49, 0x46, 0x38, 0x39, 0x61], null],
    ['a cut PNG', [0x89, 0x50, 0x4e], null],
    ['markup', [...'<svg onload=alert(1)>'].map((letter) => letter.charCodeAt(0)), null],
    ['nothing', [], null],
  ])('is known by its first bytes: %s', (_title, bytes, type) => {
    expect(pictureTypeOf(Uint8Array.from(bytes))).toBe(type)
  })
})
