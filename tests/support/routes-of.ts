import { z } from 'zod'

type Layer = { route?: { path: unknown; methods: Record<string, boolean> } | undefined; handle: { stack?: unknown } }
const layers = z.array(z.custom<Layer>())
const app = z.custom<{ router: { stack: unknown } }>((value) => typeof value === 'function' && 'router' in value)

/** Every `METHOD path` an Express app answers, nested routers included; what only refuses methods is left out. */
export function routesOf(listener: unknown): string[] {
  return [...new Set(walk(app.parse(listener).router.stack))].toSorted()
}

function walk(stack: unknown): string[] {
  return layers.parse(stack ?? []).flatMap(({ route, handle }) => {
    if (!route) return walk(handle.stack)
    const methods = Object.keys(route.methods).filter((method) => method !== '_all')
    // `router.all` stands for every method there is: here it only says 405.
    if (methods.length > 9) return []
    return [route.path].flat().flatMap((path) => methods.map((method) => `${method.toUpperCase()} ${String(path)}`))
  })
}
