import { describe, expect, it } from 'vitest'
import { createLog } from '../../server/log.ts'

const logged = (facts: object, sentence = 'A sentence', production = true): string => {
  const lines: string[] = []
  createLog({ level: 'info', production, destination: { write: (line) => void lines.push(line) } }).error(
    facts,
    sentence,
  )
  return lines.join('')
}

describe('the log', () => {
  it('cuts tokens, secrets and sign-in codes from any address', () => {
    const line = logged({
      url: 'https://qyapi.example/cgi-bin/get?access_token=canary-1&corpsecret=canary-2&x=1',
      back: 'http://127.0.0.1:8080/sign-in/callback?code=canary-3&state=canary-4',
      page: 'GET /v/canary-5-canary-5-canary-5',
      database: 'postgres://zhenke:canary-6@db.example/zhenke',
    })
    expect(line).not.toContain('canary')
    expect(line).toContain('x=1')
  })

  it('cuts values by their key, however deep', () => {
    expect(
      logged({ a: { b: [{ Authorization: 'canary', 'set-cookie': 'canary', idNumber: 'canary' }] } }),
    ).not.toContain('canary')
  })

  it('cuts phone and identity numbers out of sentences', () => {
    const line = logged({ told: 'call 13800000000 or 110101190001010019' }, 'about 110101190001010019')
    expect(line).not.toContain('13800000000')
    expect(line).not.toContain('110101190001010019')
  })

  it('shows of an error its name, code and message, without what a library hung on it', () => {
    const fault = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (phone)=(canary)',
      parameters: ['canary'],
    })
    const line = logged({ fault })
    expect(line).toContain('23505')
    expect(line).toContain('duplicate key')
    expect(line).not.toContain('canary')
    expect(line).not.toContain('stack')
  })

  it('shows the stack outside of production', () => {
    expect(logged({ fault: new Error('x') }, 'A sentence', false)).toContain('log.test.ts')
  })

  it('keeps one line per sentence, whatever was typed into it', () => {
    expect(logged({ name: 'a\n{"level":60}' }).trim().split('\n')).toHaveLength(1)
  })
})
