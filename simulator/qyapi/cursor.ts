import { createHash } from 'node:crypto'
import { WeComError } from './errors.ts'

/** One page of a list and the opaque cursor of the next ('' at the end); a cursor that was not given out throws 40035. */
export function page<T>(list: readonly T[], cursor: string, limit: number): { part: T[]; next: string } {
  const start = cursor === '' ? 0 : readCursor(cursor)
  const end = start + limit
  return { part: list.slice(start, end), next: end < list.length ? writeCursor(end) : '' }
}

function writeCursor(position: number): string {
  return Buffer.from(`${position}.${seal(position)}`).toString('base64url')
}

function readCursor(cursor: string): number {
  const [position, mark] = Buffer.from(cursor, 'base64url').toString().split('.')
  if (seal(Number(position)) !== mark) throw new WeComError(40035)
  return Number(position)
}

function seal(position: number): string {
  return createHash('sha256').update(`cursor ${position}`).digest('hex').slice(0, 16)
}
