import type { QueueOptions } from 'pg-boss'
import type { JobKind } from '../ports.ts'

/** Five attempts in all, some seconds to five minutes apart; a job whose process died is given to another after half a minute. */
const queue: QueueOptions & { notify: true } = {
  retryLimit: 4,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: 600,
  heartbeatSeconds: 30,
  deleteAfterSeconds: 86_400,
  notify: true,
}

/** `together`: how many waiting jobs one run may answer. Whatever brings a job is committed before it, so one look at the inbox answers a whole burst. */
export const queues: Record<JobKind, { options: typeof queue; together: number; workers: number }> = {
  'process-inbox': { options: queue, together: 500, workers: 1 },
  'notify-employee': { options: queue, together: 1, workers: 2 },
  'ask-provider': { options: queue, together: 1, workers: 2 },
  'write-export': { options: queue, together: 1, workers: 1 },
  'work-off-assignment': { options: queue, together: 1, workers: 1 },
  'import-seats': { options: queue, together: 500, workers: 1 },
  'sweep-contacts': { options: queue, together: 500, workers: 1 },
  'import-contacts': { options: { ...queue, expireInSeconds: 7_200 }, together: 1, workers: 1 },
}

export const jobKinds = Object.keys(queues) as JobKind[]
