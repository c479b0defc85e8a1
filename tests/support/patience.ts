/** How long a test waits for what has to come, in milliseconds: against hanging only, since a busy machine is slow. */
export const PATIENCE = 30_000
