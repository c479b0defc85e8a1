import type { FollowUp } from '#contract/follow-up.ts'
import { ApiProblem } from '../../http/api-problem.ts'
import { get, post } from '../../http/api.ts'
import type { PendingState, PendingWrite } from './pending-writes.ts'

/**
 * `later`: nothing is known, so nothing changes; the same is sent again under the same key. `reached` when the server answered, so that
 * the next may be tried.
 */
export type SendOutcome =
  | { step: 'done' }
  | { step: 'later'; reached: boolean }
  | Exclude<PendingState, { step: 'waiting' }>

export async function sendPending(write: PendingWrite): Promise<SendOutcome> {
  try {
    await send(write)
    return { step: 'done' }
  } catch (fault) {
    if (!(fault instanceof ApiProblem)) throw fault
    return afterProblem(write, fault)
  }
}

function send({ followUpId, row, key, act }: PendingWrite): Promise<unknown> {
  const id = followUpId ?? row.contactId
  if (act.kind === 'postpone')
    return post('/api/follow-ups/:id/postponement', { params: { id }, body: { dueAt: act.dueAt }, key })
  const body = { outcome: act.outcome, ...(act.note && { note: act.note }) }
  if (act.kind === 'converse') return post('/api/contacts/:id/conversations', { params: { id }, body, key })
  return post('/api/follow-ups/:id/completion', { params: { id }, body, key })
}

async function afterProblem(write: PendingWrite, problem: ApiProblem): Promise<SendOutcome> {
  const isUnderWay = problem.code === 'request/key-in-progress'
  // A session that ended is begun anew by the page itself, and then this goes on.
  if (problem.mayPass || problem.status === 401) return later(problem)
  if (write.followUpId === null) return isUnderWay ? { step: 'later', reached: true } : refused(problem)
  if (!isUnderWay && problem.code !== 'follow-up/not-open') return refused(problem)
  try {
    const { followUp } = await get('/api/follow-ups/:id', { params: { id: write.followUpId } })
    return standing(write, followUp, problem)
  } catch (fault) {
    if (!(fault instanceof ApiProblem)) throw fault
    return fault.mayPass || fault.status === 401 ? later(fault) : refused(fault)
  }
}

/** What is so now, where the answer to our own try was lost or somebody was there before. */
function standing({ act }: PendingWrite, followUp: FollowUp, problem: ApiProblem): SendOutcome {
  if (problem.code === 'request/key-in-progress') {
    const isDone = act.kind === 'postpone' ? followUp.dueAt === act.dueAt : followUp.state === 'completed'
    return isDone ? { step: 'done' } : { step: 'later', reached: true }
  }
  const last = followUp.history.at(-1)
  const what = last?.kind
  const isClosing = what === 'completed' || what === 'cancelled' || what === 'closedItself'
  return { step: 'conflict', what: isClosing ? what : 'other', by: last?.by ?? '', at: last?.at ?? followUp.dueAt }
}

const later = ({ status }: ApiProblem): SendOutcome => ({ step: 'later', reached: status >= 500 })

const refused = ({ title, detail, remedy }: ApiProblem): SendOutcome => ({ step: 'refused', title, detail, remedy })
