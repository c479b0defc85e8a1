import { Client, escapeIdentifier } from 'pg'
import type { ClientConfig } from 'pg'
import type { Log } from '../ports.ts'

type Heard = (payload: string) => void
const PAUSE_MS = 500

export type Listener = {
  listen(channel: string, heard: Heard): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** One connection for every LISTEN of the process, made with the first; it comes back by itself and listens again to all channels. */
export function openListener(config: ClientConfig, log: Log): Listener {
  const channels = new Map<string, Set<Heard>>()
  let connection: Promise<Client> | null = null
  let closed = false

  const connect = async (): Promise<Client> => {
    const made = new Client({ ...config, keepAlive: true, connectionTimeoutMillis: 5_000 })
    made.on('notification', ({ channel, payload }) => {
      for (const heard of channels.get(channel) ?? []) heard(payload ?? '')
    })
    made.on('error', (fault) => log.warn({ fault }, 'The listening database connection was lost'))
    await made.connect()
    made.on('end', comeBack)
    for (const channel of channels.keys()) await made.query(`LISTEN ${escapeIdentifier(channel)}`)
    return made
  }
  const comeBack = (): void => {
    connection = null
    setTimeout(reconnect, PAUSE_MS).unref()
  }
  const reconnect = (): void => {
    if (closed || channels.size === 0 || connection) return
    connection = connect()
    connection.catch(comeBack)
  }
  const forget = async (channel: string, heard: Heard): Promise<void> => {
    const ears = channels.get(channel)
    ears?.delete(heard)
    if (closed || ears?.size !== 0) return
    channels.delete(channel)
    const made = await connection
    await made?.query(`UNLISTEN ${escapeIdentifier(channel)}`)
  }
  return {
    async listen(channel, heard) {
      const ears = channels.get(channel) ?? new Set()
      channels.set(channel, ears.add(heard))
      connection ??= connect()
      const made = await connection
      await made.query(`LISTEN ${escapeIdentifier(channel)}`)
      return () => forget(channel, heard)
    },
    async close() {
      closed = true
      const made = await connection?.catch(() => null)
      await made?.end()
    },
  }
}
