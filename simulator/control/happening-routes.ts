import type { Router } from 'express'
import type { z } from 'zod'
import { addMessage } from '../chats.ts'
import type { DueWork } from '../due-work.ts'
import { changed, type Engine, nowIso, schedule } from '../engine.ts'
import { openGroupChat } from '../group-chats.ts'
import { refuseTransfer } from '../handover.ts'
import { editRelation, endRelation } from '../relations.ts'
import { travelTo } from '../time-travel.ts'
import { addContact } from './adds.ts'
import { control, ControlProblem } from './control.ts'
import * as schemas from './schemas.ts'

// A callback usually needs milliseconds; a product that hangs does not hold the answer back for longer than this.
const patience = 2000

export type Reset = (wanted: z.output<typeof schemas.reset>) => Promise<void>

/** What people do: answered when the callbacks of it were delivered, if that is soon. */
export function happeningRoutes(router: Router, engine: Engine, work: DueWork, reset: Reset): void {
  const delivered = async <T>(outcome: T): Promise<T> => {
    await work.settleWithin(patience)
    return outcome
  }
  const related = (found: boolean) => {
    if (!found) throw new ControlProblem(409, 'the two are not related')
    return delivered({ at: nowIso(engine) })
  }
  const post = <S extends z.ZodType>(path: string, schema: S, act: (body: z.output<S>) => unknown) =>
    router.post(path, control(engine, schema, act))

  post('/reset', schemas.reset, async (body) => {
    await reset(body)
    return { scenario: engine.world.scenario }
  })
  post('/adds', schemas.add, (body) => delivered(addContact(engine, body)))
  post('/deletions', schemas.deletion, (body) => related(endRelation(engine, body.employeeId, body.contactId, body.by)))
  post('/edits', schemas.edit, (body) => related(editRelation(engine, body.employeeId, body.contactId, body)))
  post('/transfer-refusals', schemas.refusal, (body) => related(refuseTransfer(engine, body.contactId, body.reason)))
  post('/messages', schemas.message, ({ text, news, from, ...between }) => {
    if (news) addMessage(engine, between, { from, kind: 'news', news })
    if (text) addMessage(engine, between, { from, kind: 'text', text })
  })
  post('/group-chats', schemas.groupChat, (body) => ({ chatId: openGroupChat(engine, body).id }))
  post('/events', schemas.event, ({ callback, xml }) => {
    schedule(engine, { kind: 'callback', callback, title: 'event given by hand', xml })
    return delivered({ at: nowIso(engine) })
  })
  post('/clock', schemas.clock, async (body) => {
    // Read once: the clock runs on between two looks at it.
    const now = engine.clock.now()
    const target = 'set' in body ? body.set : new Date(now.getTime() + body.advance)
    if (target < now) throw new ControlProblem(409, 'the clock does not go back; reset with startAt instead')
    await travelTo(engine, work, target, body.stride)
    changed(engine)
    return { now: nowIso(engine) }
  })
}
