import { Router } from 'express'
import type { EventStreams } from './event-streams.ts'
import { type Doors, employeeOf } from './identify.ts'
import { methodNotAllowed } from './mount-routes.ts'

/** GET /api/events: what is to be asked for again, as server-sent events. */
export function eventRoutes(doors: Doors, streams: EventStreams): Router {
  const router = Router()
  router.get('/api/events', async (req, res) => {
    const { session } = await employeeOf(doors, req)
    streams.open(session, res)
  })
  router.all('/api/events', methodNotAllowed)
  return router
}
