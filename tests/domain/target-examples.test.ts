import { describe, expect, it } from 'vitest'
import { exampleGroups } from '../../server/domain/examples/target-example.ts'
import { targetExamples } from '../../server/domain/examples/target-examples.ts'
import { workOut } from './work-out-example.ts'

describe.each(exampleGroups)('The worked examples on targets: %s', (group) => {
  const cases = targetExamples.filter((example) => example.group === group)

  it.each(cases.map((example) => [`${example.number}: ${example.given.en}`, example] as const))(
    '%s',
    (_title, { facts, answers }) => {
      expect(answers.map((asked) => workOut(facts, asked))).toEqual(answers)
    },
  )
})

describe('The list of worked examples', () => {
  it('is numbered without a gap and says everything in both languages', () => {
    expect(targetExamples.map(({ number }) => number)).toEqual(targetExamples.map((_, index) => index + 1))
    for (const { given, expected } of targetExamples) {
      expect(given.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(`${given.zh}${expected.zh}`).not.toMatch(/[,;?!]/)
      expect(`${given.en}${expected.en}`).not.toMatch(/[\u4e00-\u9fff，。；：]/)
    }
  })
})
