import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** `file: word` for every word that stands in a file under the folders; compressed copies are left out. */
export function scanBundle(folders: string[], words: string[]): string[] {
  return folders.flatMap(filesUnder).flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return words.filter((word) => text.includes(word)).map((word) => `${file}: ${word}`)
  })
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(gz|br)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}
