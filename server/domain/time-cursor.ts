import { Problem } from './problem.ts'

export type Place = { at: Date; id: string }

const form = /^(\d{1,15})_([\w-]{1,64})$/

/** Where the next page begins; says nothing but a time and an id the reader has seen. */
export const cursorOf = ({ at, id }: Place): string => `${at.getTime()}_${id}`

/** Null without a cursor; throws Problem('request/invalid') for one that is none of ours. */
export function placeIn(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null
  const found = form.exec(cursor)
  if (found === null) throw new Problem('request/invalid', { field: 'cursor' })
  return { at: new Date(Number(found[1])), id: found[2] ?? '' }
}
