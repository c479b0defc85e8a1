import { expect } from 'vitest'
import type { Caller } from '../support/caller.ts'
import { quantile } from './report.ts'

const allRounds = Number(process.env.ZHENKE_ROUNDS ?? 300)

/** Milliseconds from question to answer, medians, in turn so that both meet the same machine. */
export async function compare(floor: Caller, bank: Caller, path: string, bankPath = path, rounds = allRounds) {
  const [small, large]: [number[], number[]] = [[], []]
  for (let n = 0; n < rounds; n += 1) {
    small.push(await time(floor, path))
    large.push(await time(bank, bankPath))
  }
  const figures = { floor: quantile(small, 0.5), bank: quantile(large, 0.5) }
  return { ...figures, ratio: figures.bank / figures.floor }
}

export async function median(caller: Caller, path: string, times: number): Promise<number> {
  const all: number[] = []
  for (let n = 0; n < times; n += 1) all.push(await time(caller, path))
  return quantile(all, 0.5)
}

async function time(caller: Caller, path: string): Promise<number> {
  const at = performance.now()
  const { status } = await caller.get(path)
  const took = performance.now() - at
  expect(status).toBe(200)
  return took
}
