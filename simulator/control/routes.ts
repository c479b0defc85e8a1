import express, { Router } from 'express'
import type { DueWork } from '../due-work.ts'
import type { Engine } from '../engine.ts'
import { directoryRoutes } from './directory-routes.ts'
import { eventStream } from './event-stream.ts'
import { happeningRoutes, type Reset } from './happening-routes.ts'
import { switchRoutes } from './switch-routes.ts'
import { worldView } from './world-view.ts'

/** The control interface for tests and for the screen's buttons. */
export function controlRoutes(engine: Engine, work: DueWork, reset: Reset): Router {
  const router = Router()
  router.use(express.json({ limit: '1mb' }))
  router.get('/world', (_request, response) => void response.json(worldView(engine)))
  router.get('/log', (request, response) => {
    const after = Number(request.query['after'] ?? 0)
    response.json(engine.journal.entries(Number.isNaN(after) ? 0 : after))
  })
  router.get('/events', eventStream(engine))
  happeningRoutes(router, engine, work, reset)
  switchRoutes(router, engine)
  directoryRoutes(router, engine, work)
  return router
}
