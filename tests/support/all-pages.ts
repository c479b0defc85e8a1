import { expect } from 'vitest'
import type { Page } from '../../server/features/branch/read-lists.ts'

/** The rows of all pages, each there once. */
export async function allPages<Row>(read: (cursor: string | undefined) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor: string | undefined; ;) {
    const page = await read(cursor)
    rows.push(...page.items)
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length)
  return rows
}
