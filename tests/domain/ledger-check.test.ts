import { describe, expect, it } from 'vitest'
import { differencesOf, phaseAfter, type KeptVerdict } from '../../server/domain/ledger-check.ts'
import { added, at, Story, verified } from './add-story.ts'

const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(2), verified('C', at(2)))
const effective: KeptVerdict = { id: 'e1+C', status: 'effective', reason: null, settleAt: null }
const now = at(2, '13:00')

const differences = (kept: KeptVerdict[], ledger = story.ledger, begun: string | null = null) =>
  differencesOf(story.surroundings(), ledger, kept, { now, begun })

describe('What is kept, against the facts', () => {
  it('does not differ where every verdict and every entry is what the facts mean', () => {
    expect(differences([effective])).toEqual([])
  })

  it('lacks an entry that the facts ask for', () => {
    const entry = { identity: 'P', add: 'e1+C', employee: 'e1', amount: 1 }
    expect(differences([effective], [])).toEqual([{ kind: 'missing-entry', facts: { ...entry, day: '2026-11-02' } }])
  })

  it('books a missing entry on no day whose closing has begun', () => {
    expect(differences([effective], [], '2026-11-02')).toMatchObject([{ facts: { day: '2026-11-03' } }])
  })

  it('tells a wrong verdict with its reason, beside the one that the facts give', () => {
    const wrong: KeptVerdict = { ...effective, status: 'void', reason: 'declined' }
    const told = { add: 'e1+C', kept: 'void declined', told: 'effective' }
    expect(differences([wrong])).toEqual([{ kind: 'wrong-verdict', facts: told }])
  })

  it('says nothing of an add that is not kept, or not asked about', () => {
    expect(differences([])).toEqual([])
  })

  it('says only that an add should have been settled when its time came an hour ago', () => {
    const waiting = { ...effective, status: 'held' as const }
    const late = { ...waiting, settleAt: at(2, '12:00') }
    expect(differences([late, effective], [])).toEqual([{ kind: 'unsettled', facts: { add: 'e1+C' } }])
  })

  it('says nothing yet when the time of one has just come, and everything before it', () => {
    const waiting = { ...effective, status: 'held' as const }
    expect(differences([{ ...waiting, settleAt: at(2, '12:00:01') }])).toEqual([])
    expect(differences([{ ...waiting, settleAt: now }])).toEqual([])
    expect(differences([{ ...waiting, settleAt: at(2, '13:00:01') }])).toHaveLength(1)
  })
})

describe('A check of the ledger', () => {
  it('goes through its phases in turn and stays done', () => {
    const kept = ['contacts', 'identities', 'employees', 'branches', 'statements'] as const
    const phases = [...kept, 'closed-targets', 'statement-targets', 'done'] as const
    expect(phases.map(phaseAfter)).toEqual([...phases.slice(1), 'done'])
  })
})
