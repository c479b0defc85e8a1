/** Thrown when the simulator does not answer or refuses; `message` is fit to be shown. */
class SimulatorProblem extends Error {}

type Method = 'GET' | 'POST' | 'DELETE'

/** Sends JSON to the simulator's own server and answers its parsed JSON, undefined when it has none. */
export async function request(method: Method, path: string, body?: unknown): Promise<unknown> {
  const init: RequestInit = { method, headers: { accept: 'application/json' } }
  if (body !== undefined) {
    init.body = JSON.stringify(body)
    init.headers = { accept: 'application/json', 'content-type': 'application/json' }
  }
  const response = await fetch(path, init).catch(() => {
    throw new SimulatorProblem(`${method} ${path}: no answer`)
  })
  const text = await response.text()
  if (!response.ok) throw new SimulatorProblem(`${method} ${path}: ${response.status} ${text.slice(0, 160)}`)
  return text === '' ? undefined : JSON.parse(text)
}
