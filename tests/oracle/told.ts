import type { Fact, World } from '../domain/add-story.ts'

/** A fact that happened at its own moment and became known later. A review or a request that ends tells so in a second one. */
export type Told = { moment: Date; known: Date; what: Happened }

export type Happened =
  | { kind: 'fact'; fact: Fact }
  | { kind: 'review-opened'; id: string; employee: string; contact: string }
  | { kind: 'review-closed'; id: string; outcome: 'accepted' | 'rejected' }
  | { kind: 'submitted'; id: string; contact: string }
  | { kind: 'decided'; id: string }

export type History = { world: World; told: Told[]; ticks: Date[] }

/** What the facts are when these have arrived, in whatever order and however often. */
export function factsFrom(arrived: readonly Told[]): Fact[] {
  const told = arrived.filter((one, index) => one.what.kind === 'fact' || arrived.indexOf(one) === index)
  return told.flatMap(({ moment, what }): Fact[] => {
    if (what.kind === 'fact') return [what.fact]
    if (what.kind === 'review-opened') {
      const { employee, contact } = what
      const closed = endOf(told, what.id)
      const outcome = closed?.what.kind === 'review-closed' ? closed.what.outcome : null
      return [
        { kind: 'review', employee, contact, review: { openedAt: moment, closedAt: closed?.moment ?? null, outcome } },
      ]
    }
    if (what.kind === 'submitted')
      return [{ kind: 'submitted', contact: what.contact, at: moment, decided: endOf(told, what.id)?.moment ?? null }]
    return []
  })
}

const endOf = (told: readonly Told[], id: string): Told | undefined =>
  told.find(({ what }) => (what.kind === 'review-closed' || what.kind === 'decided') && what.id === id)

const shanghai = (moment: Date): string => new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)

/** One line per fact, so that a history that goes wrong can be read. */
export function describeHistory({ world, told, ticks }: History): string {
  const lines = told.map(({ moment, known, what }) => {
    const late = known > moment ? ` (known ${shanghai(known)})` : ''
    const {
      at: _at,
      decidedAt: _decided,
      ...rest
    } = { at: null, decidedAt: null, ...(what.kind === 'fact' ? what.fact : what) }
    return `${shanghai(moment)}${late} ${Object.values(rest).join(' ')}`
  })
  const rules = [new Date('2026-11-01'), new Date('2026-12-01')].map((startedAt) =>
    JSON.stringify(world.parameters?.({ employee: '', startedAt })),
  )
  return [
    `counting from ${world.countingFrom ? shanghai(world.countingFrom) : 'always'}, rules before the 3rd ${rules[0]}, after ${rules[1]}`,
    ...lines,
    ...ticks.map((tick) => `${shanghai(tick)} time passes`),
  ].join('\n')
}
