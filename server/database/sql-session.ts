export type Rows = { rows: Record<string, unknown>[] }

/** One connection that speaks plain SQL. Without `values` the text may hold several statements. */
export type SqlSession = { run(text: string, values?: unknown[]): Promise<Rows> }
