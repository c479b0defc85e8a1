import express, { type Express } from 'express'
import type { Registry } from 'prom-client'
import type { Database } from '../ports.ts'

const DATABASE_MS = 1_000

/** For the load balancer and the monitoring, on the internal port only. `accepts` turns false when the server begins to stop. */
export function internalApp(database: Database, metrics: Registry, accepts: () => boolean): Express {
  const app = express()
  app.disable('x-powered-by')
  app.get('/health/live', (_req, res) => void res.json({ status: 'live' }))
  app.get('/health/ready', async (_req, res) => {
    const ready = accepts() && (await answersInTime(database))
    res.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready' })
  })
  app.get('/metrics', async (_req, res) => {
    res.set('Content-Type', metrics.contentType).send(await metrics.metrics())
  })
  app.use((_req, res) => void res.status(404).json({ status: 'not here' }))
  return app
}

async function answersInTime(database: Database): Promise<boolean> {
  const late = AbortSignal.timeout(DATABASE_MS)
  const tooLate = new Promise<false>((resolve) => late.addEventListener('abort', () => resolve(false)))
  const asked = database.now().then(
    () => true,
    () => false,
  )
  return Promise.race([asked, tooLate])
}
