export type Told = { title: string; detail: string; remedy: string }

/** A write that failed: in the server's words, or in ours where the server could not be asked. */
export type ToldProblem = Told & { kind: 'offline' | 'away' | 'refused' }
