import type { Log } from '../../server/ports.ts'

const nothing = (): void => {}
export const silentLog: Log = { info: nothing, warn: nothing, error: nothing }
