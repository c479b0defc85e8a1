import { z } from 'zod'

const world = z.object({
  now: z.string(),
  employees: z.array(z.object({ id: z.string(), name: z.string() })),
  contacts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      identity: z.object({ name: z.string(), idType: z.string(), idNumber: z.string(), phone: z.string() }),
    }),
  ),
  texts: z.array(z.object({ contactId: z.string(), text: z.string() })),
})
export type StageWorld = z.output<typeof world>

export type Origins = { simulator: string; product: string; verification: string }
export type StageHands = {
  origins: Origins
  world(): Promise<StageWorld>
  /** One of the simulator's controls; throws when it is refused. */
  control(path: string, body: object): Promise<void>
}

// The past keeps the process busy for seconds: a connection kept alive may have been cut at the other end meanwhile.
const alone = { connection: 'close' }

/** The simulator's own controls, as its buttons use them. */
export function handsOn(origins: Origins): StageHands {
  const control = async (path: string, body: object) => {
    const response = await fetch(`${origins.simulator}/control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...alone },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`/control/${path} answered ${response.status}: ${await response.text()}`)
    await response.arrayBuffer()
  }
  return {
    origins,
    control,
    world: async () =>
      world.parse(await (await fetch(`${origins.simulator}/control/world`, { headers: alone })).json()),
  }
}
