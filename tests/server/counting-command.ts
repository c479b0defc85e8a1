import type fc from 'fast-check'
import { employees, type CountingWorld } from './counting-ground.ts'
import type { Witness } from './counting-witness.ts'

export const MINUTE = 60_000

/** What the commands have to know to be possible; what comes out of them is the oracle's to say. */
export type Model = {
  now: number
  /** Employee and contact who are related, and all who have ever been. */
  related: Set<string>
  added: Set<string>
  /** Of these the product may not know yet that they are related. */
  late: Set<string>
  handedOver: Set<number>
  verified: Set<number>
  prompted: Map<number, number[]>
}
export type Real = {
  ground: CountingWorld
  witness: Witness
  run: number
  contacts: Map<number, string>
  known: Set<string>
  /** How often each command did something. */
  done: Map<string, number>
}
/** What is drawn is a number; with whom it is done is chosen among what is possible when its turn comes. */
export class Command<Chosen = unknown> implements fc.AsyncCommand<Model, Real> {
  private words: string
  private readonly choose: (model: Readonly<Model>) => Chosen | undefined
  private readonly act: (chosen: Chosen, model: Model, real: Real) => Promise<boolean>

  constructor(name: string, choose: Command<Chosen>['choose'], act: Command<Chosen>['act']) {
    this.words = name
    this.choose = choose
    this.act = act
  }

  check(model: Readonly<Model>): boolean {
    return this.choose(model) !== undefined
  }

  async run(model: Model, real: Real): Promise<void> {
    const { ground, witness, done } = real
    const chosen = this.choose(model)
    if (chosen === undefined) return
    const [name = ''] = this.words.split(' ')
    this.words = `${name} ${JSON.stringify(chosen)}`
    await ground.travelTo(new Date(model.now + MINUTE), () => witness.look())
    if (await this.act(chosen, model, real)) done.set(name, (done.get(name) ?? 0) + 1)
    await witness.look()
    model.now = ground.clock.now().getTime()
    await witness.compare()
  }

  toString(): string {
    return this.words
  }
}

/** The first and the last are two accounts of one person. */
const contacts = [0, 1, 2]
export type Pair = { who: string; whom: number }
export const pairs: Pair[] = contacts.flatMap((whom) => employees.map((who) => ({ who, whom })))
export const keyOf = ({ who, whom }: Pair): string => `${who} ${whom}`
export const idOf = (real: Real, whom: number): string => real.contacts.get(whom) ?? ''
export const pick = <T>(all: readonly T[], drawn: number): T | undefined => all[drawn % Math.max(1, all.length)]
