import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'

/** Prints the figures and keeps them as JSON beside the machine they were taken on. */
export function writeReport(name: string, figures: object): void {
  const folder = process.env.ZHENKE_REPORTS ?? '.cache'
  mkdirSync(folder, { recursive: true })
  const machine = { node: process.version, cores: cpus().length, model: cpus()[0]?.model }
  const text = JSON.stringify({ name, machine, figures }, rounded, 2)
  writeFileSync(join(folder, `bench-${name}.json`), text)
  console.log(text)
}

const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 1000) / 1000 : value

/** The value below which `share` of the numbers lie; share from 0 to 1. */
export function quantile(numbers: number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
