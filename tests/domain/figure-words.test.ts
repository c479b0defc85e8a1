import { describe, expect, it } from 'vitest'
import { effectiveWords } from '../../server/domain/figure-words.ts'

describe('What effective adds are the sum of', () => {
  it('is what is new less what was lost, and a sign only where there is something', () => {
    const { sentences, terms } = effectiveWords({ gained: 3, lost: 0, later: 0 }, 'zh-CN')
    expect(sentences).toEqual(['新增 3，减少 0，合计 3。'])
    expect(terms.map(({ value }) => value)).toEqual(['+3', '0'])
    expect(effectiveWords({ gained: 0, lost: 2, later: 0 }, 'en').terms.map(({ value }) => value)).toEqual(['0', '-2'])
  })

  it('says how much of it was decided after the month, gained or lost', () => {
    const sum = { gained: 3, lost: 2, later: 1 }
    expect(effectiveWords(sum, 'zh-CN').sentences[1]).toBe('其中 +1 是月末之后才认定的。')
    expect(effectiveWords({ ...sum, later: -2 }, 'en').sentences[1]).toBe(
      '-2 of it was decided after the month had ended.',
    )
  })
})
