import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Simulator } from '../simulator.ts'

/** Where a demonstration remembers itself: the world and the product's database, side by side. */
export type Place = {
  /** What an earlier run saved; undefined when there was none, or when it broke off before its past was played. */
  saved: string | undefined
  databaseDirectory: string
  save(simulator: Simulator): void
  /** Forgets world and database, for a fresh beginning. */
  clear(): void
}

const inMemory: Place = {
  saved: undefined,
  databaseDirectory: 'memory://demo',
  save: () => undefined,
  clear: () => undefined,
}

/** `directory` undefined: everything stays in memory. */
export function openPlace(directory: string | undefined): Place {
  if (!directory) return inMemory
  const file = join(directory, 'simulator.json')
  const databaseDirectory = join(directory, 'database')
  mkdirSync(directory, { recursive: true })
  const isWhole = existsSync(file) && existsSync(databaseDirectory)
  return {
    saved: isWhole ? readFileSync(file, 'utf8') : undefined,
    databaseDirectory,
    save: (simulator) => {
      writeFileSync(`${file}.new`, simulator.save())
      renameSync(`${file}.new`, file)
    },
    clear: () => {
      rmSync(file, { force: true })
      rmSync(databaseDirectory, { recursive: true, force: true })
    },
  }
}
