import type { Router } from 'express'
import { z } from 'zod'
import { findEmployee } from '../directory.ts'
import { changed, type Engine, nextId } from '../engine.ts'
import { endTokens } from '../qyapi/tokens.ts'
import { control, ControlProblem } from './control.ts'
import { setIdentity } from './identity.ts'
import * as schemas from './schemas.ts'

/** What may go wrong, what the bank will find, and who sits in front of the two screens. */
export function switchRoutes(router: Router, engine: Engine): void {
  const set = <S extends z.ZodType>(path: string, schema: S, change: (body: z.output<S>) => unknown) =>
    router.post(
      path,
      control(engine, schema, (body) => {
        const answer = change(body)
        changed(engine)
        return answer
      }),
    )

  set('/faults', schemas.fault, (body) => {
    engine.world.faults.push({ ...body, id: nextId(engine, 'fault-') })
    return { faults: engine.world.faults }
  })
  router.delete(
    '/faults',
    control(engine, z.unknown(), () => {
      engine.world.faults = []
      changed(engine)
    }),
  )
  set('/identity', schemas.identity, (body) => setIdentity(engine, body))
  set('/tokens', z.unknown(), () => endTokens(engine))
  set('/oauth', schemas.oauth, (body) => {
    engine.world.oauth = body
  })
  set('/network', schemas.network, ({ state }) => {
    engine.world.network = state
  })
  set('/me', schemas.me, ({ employeeId }) => {
    const employee = findEmployee(engine.world, employeeId)
    if (!employee) throw new ControlProblem(404, 'no such employee')
    engine.world.meId = employee.id
  })
  set('/phone', schemas.phone, ({ contactId }) => {
    const known = engine.world.contacts.some((contact) => contact.id === contactId)
    if (!known) throw new ControlProblem(404, 'no such contact')
    engine.world.phoneId = contactId
  })
}
