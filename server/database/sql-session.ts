export type Rows = { rows: Record<string, unknown>[] }

/**
 * Plain SQL outside of every transaction of ours. Without `values` the text may hold several statements and its own BEGIN
 * and COMMIT; when one of them fails, what it began is rolled back before the call throws.
 */
export type SqlSession = { run(text: string, values?: unknown[]): Promise<Rows> }
