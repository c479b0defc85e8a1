import type { RequestHandler } from 'express'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Log } from '../ports.ts'

export type Measures = {
  registry: Registry
  requests: RequestHandler
  /** A figure that is read when somebody asks for the metrics; null is told as NaN: nothing is known yet. */
  watch(figure: { name: string; help: string }, read: () => Promise<number | null>): void
}

/** Metrics and the access log; both name the route's pattern, never its address, which may carry a token. */
export function createMeasures(log: Log): Measures {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'zhenke_request_seconds',
    help: 'Time to answer, by route pattern, method and status',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3],
    registers: [registry],
  })
  const requests: RequestHandler = (req, res, next) => {
    const begun = performance.now()
    res.on('close', () => {
      const took = (performance.now() - begun) / 1000
      const route = typeof req.route?.path === 'string' ? req.route.path : 'none'
      const status = res.statusCode
      if (route !== '/api/events') seconds.observe({ route, method: req.method, status }, took)
      log.info(
        { requestId: res.locals.requestId, route, method: req.method, status, ms: Math.round(took * 1000) },
        'Answered',
      )
    })
    next()
  }
  const watch: Measures['watch'] = (figure, read) => {
    const gauge = new Gauge({
      ...figure,
      registers: [registry],
      async collect() {
        gauge.set((await read()) ?? Number.NaN)
      },
    })
  }
  return { registry, requests, watch }
}
