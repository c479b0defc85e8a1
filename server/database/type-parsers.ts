const INT8 = 20
const DATE = 1082
const NUMERIC = 1700

/** What both engines make of a column beside their own defaults, which agree on the rest: bigint and numeric are numbers, a date stays `YYYY-MM-DD`. */
export const parsers: Record<number, (text: string) => number | string> = {
  [INT8]: Number,
  [NUMERIC]: Number,
  [DATE]: (text) => text,
}
