import fc from 'fast-check'
import { Command, idOf, keyOf, MINUTE, type Model, type Pair, pairs, pick, type Real } from './counting-command.ts'
import { employees, type CountingWorld, type Finding, type Travel } from './counting-ground.ts'
import { Witness } from './counting-witness.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const drawn = fc.nat(9_999)
const travel = fc.constantFrom<Travel[]>('in time', 'in time', 'in time', 'in time', 'twice', 'late', 'shuffled')

const add = fc.tuple(drawn, travel).map(
  ([number, how]) =>
    new Command(
      `add`,
      ({ related, handedOver }) => {
        const free = pairs.filter((pair) => !related.has(keyOf(pair)) && !handedOver.has(pair.whom))
        const pair = pick(free, number)
        return pair && { ...pair, how }
      },
      async ({ who, whom }, model, real) => {
        if (how === 'late') model.late.add(keyOf({ who, whom }))
        const name = `示例客户 ${real.run}-${whom}`
        const twin = whom === 2 ? real.contacts.get(0) : undefined
        const id = await real.ground.add(who, { name, ...(twin ? { identityOf: twin } : {}) }, how)
        real.contacts.set(whom, id)
        real.known.add(id)
        model.related.add(keyOf({ who, whom }))
        model.added.add(keyOf({ who, whom }))
        return true
      },
    ),
)

const relatedPairs = ({ related }: Readonly<Model>): Pair[] => pairs.filter((pair) => related.has(keyOf(pair)))

const remove = fc.tuple(drawn, fc.constantFrom('employee', 'contact'), travel).map(
  ([number, by, how]) =>
    new Command(
      'remove',
      (model) => {
        const pair = pick(relatedPairs(model), number)
        return pair && { ...pair, by, how }
      },
      async ({ who, whom }, model, real) => {
        await real.ground.remove(who, idOf(real, whom), by, how)
        model.related.delete(keyOf({ who, whom }))
        return true
      },
    ),
)

const handOver = drawn.map(
  (number) =>
    new Command(
      'hand-over',
      (model) => {
        const { added, late, handedOver } = model
        const known = relatedPairs(model).filter((pair) => !late.has(keyOf(pair)))
        const possible = known.flatMap(({ who, whom }) =>
          employees.map((to) => ({ who, whom, to })).filter((pair) => !added.has(keyOf({ who: pair.to, whom }))),
        )
        const free = possible.filter(({ whom }) => !handedOver.has(whom))
        return pick(free, number)
      },
      async ({ who, whom, to }, model, real) => {
        await real.ground.handOver(who, to, idOf(real, whom))
        model.related.delete(keyOf({ who, whom }))
        model.related.add(keyOf({ who: to, whom }))
        model.handedOver.add(whom)
        return true
      },
    ),
)

const finding: fc.Arbitrary<Finding> = fc.record({
  outcome: fc.constantFrom('verified', 'verified', 'verified', 'verified', 'mismatch'),
  assurance: fc.constantFrom('sms', 'sms', 'face', 'elements'),
  isEmployee: fc.constantFrom(false, false, false, false, false, false, true),
  delay: fc.constantFrom('PT0S', 'PT0S', 'PT0S', 'PT7H13M', 'PT50H17M'),
  notice: fc.constantFrom('in time', 'in time', 'lost', 'twice', 'late'),
})

/** Domain.md's limits of prompts, so that most of the commands lead somewhere. */
function mayPrompt({ now, prompted }: Readonly<Model>, whom: number): boolean {
  const sent = prompted.get(whom) ?? []
  const hour = ((now + 8 * HOUR) % DAY) / HOUR
  const isDay = hour >= 8.6 && hour < 19.9
  return isDay && sent.filter((at) => at > now - 30 * DAY).length < 3 && sent.every((at) => at < now - DAY)
}

const verify = fc.tuple(drawn, finding).map(
  ([number, found]) =>
    new Command(
      'verify',
      (model) => {
        const possible = relatedPairs(model).filter(({ whom }) => mayPrompt(model, whom) && !model.verified.has(whom))
        const pair = pick(possible, number)
        return pair && { ...pair, ...found }
      },
      async ({ who, whom }, model, real) => {
        if (!(await real.ground.verify(who, idOf(real, whom), found))) return false
        model.prompted.set(whom, [...(model.prompted.get(whom) ?? []), model.now])
        if (found.outcome === 'verified' && found.delay === 'PT0S') model.verified.add(whom)
        return true
      },
    ),
)

const dispute = drawn.map(
  (number) =>
    new Command(
      'dispute',
      ({ verified }) => pick([...verified], number),
      async (whom, model, real) => {
        await real.ground.dispute(idOf(real, whom))
        model.verified.delete(whom)
        return true
      },
    ),
)

/** After a handover these are the taker's to do. */
const keptPairs = ({ added, handedOver }: Readonly<Model>): Pair[] =>
  pairs.filter((pair) => added.has(keyOf(pair)) && !handedOver.has(pair.whom))

const markPrivate = fc.tuple(drawn, fc.constantFrom('', '/end')).map(
  ([number, end]) =>
    new Command(
      `private${end}`,
      (model) => pick(keptPairs(model), number),
      async ({ who, whom }, _model, real) => (await real.ground.markPrivate(who, idOf(real, whom), end)).status === 200,
    ),
)

const hold = drawn.map(
  (number) =>
    new Command(
      'hold',
      (model) => pick(keptPairs(model), number),
      ({ who, whom }, _model, real) => real.ground.hold(who, idOf(real, whom)),
    ),
)

const decide = fc.constantFrom('accepted', 'rejected').map(
  (outcome) =>
    new Command(
      'decide',
      ({ added }) => (added.size > 0 ? { outcome } : undefined),
      (_chosen, _model, real) => real.ground.decide([...real.known], outcome),
    ),
)

const next = (now: number, hour: number): number =>
  Math.floor((now - (hour - 8) * HOUR) / DAY + 1) * DAY + (hour - 8) * HOUR
const waits: Record<string, (now: number) => number> = {
  'three hours': (now) => now + 3 * HOUR,
  'until shortly before the close': (now) => next(now, 2) - 2 * MINUTE,
  'until shortly after the close': (now) => next(now, 2) + MINUTE,
  'until the morning': (now) => next(now, 10),
  'for eight days': (now) => next(now + 8 * DAY, 10),
  'for a month': (now) => next(now + 31 * DAY, 10),
}
const wait = fc.constantFrom(...Object.keys(waits), ...Array.from({ length: 4 }, () => 'until the morning')).map(
  (how) =>
    new Command(
      'wait',
      () => how,
      async (_how, { now }, { ground, witness }) => {
        await ground.travelTo(new Date(waits[how]?.(now) ?? now), () => witness.look())
        return true
      },
    ),
)

const any = fc.oneof(
  { weight: 3, arbitrary: add },
  { weight: 9, arbitrary: verify },
  { weight: 3, arbitrary: wait },
  { weight: 3, arbitrary: remove },
  ...[handOver, dispute, markPrivate, hold, decide].map((arbitrary) => ({ weight: 1, arbitrary })),
) as fc.Arbitrary<Command>
const begun = fc.array(add as fc.Arbitrary<Command>, { minLength: 2, maxLength: 3 })
const commands = fc
  .tuple(begun, fc.array(any, { minLength: 9, maxLength: 15, size: 'max' }))
  .map(([first, rest]) => [...first, ...rest])

type Runs = { numRuns: number; seed: number; isShrunk?: boolean }

/** A day of its own for each run, in the same world; returns what the commands did. */
export async function runCommands(ground: CountingWorld, { numRuns, seed, isShrunk = false }: Runs) {
  const done = new Map<string, number>()
  let run = 0
  const setup = async (): Promise<{ model: Model; real: Real }> => {
    run += 1
    const known = new Set<string>()
    await ground.travelTo(new Date(next(ground.clock.now().getTime(), 10)), async () => undefined)
    const witness = new Witness(ground, known)
    const now = ground.clock.now().getTime()
    const none = {
      related: new Set<string>(),
      added: new Set<string>(),
      late: new Set<string>(),
      handedOver: new Set<number>(),
    }
    const model = { now, ...none, verified: new Set<number>(), prompted: new Map<number, number[]>() }
    return { model, real: { ground, witness, run, contacts: new Map(), known, done } }
  }
  const holds = fc.asyncProperty(commands, async (chosen) => {
    const { model, real } = await setup()
    await fc.asyncModelRun(() => ({ model, real }), chosen)
  })
  await fc.assert(holds, { numRuns, seed, endOnFailure: !isShrunk })
  return Object.fromEntries([...done].toSorted())
}
