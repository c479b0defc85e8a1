import { createHash } from 'node:crypto'

export type Random = { next(): number; below(limit: number): number; pick<T>(from: readonly T[]): T }

/** Mulberry32: the same seed gives the same people on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { next, below, pick: (from) => at(from, below(from.length)) }
}

/** The element at `index`, wrapping round at the end; throws on an empty list. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length]
  if (found === undefined) throw new Error('an empty list has no element')
  return found
}

/** Letters and digits that depend on nothing but the given words. */
export function opaque(length: number, ...words: (string | number)[]): string {
  const digest = createHash('sha512').update(words.join('\u0000')).digest('base64')
  const more = createHash('sha512').update(digest).digest('base64')
  return (digest + more).replaceAll(/[^a-zA-Z0-9]/g, '').slice(0, length)
}
