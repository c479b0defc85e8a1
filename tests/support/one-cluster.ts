import { startCluster } from './postgres.ts'

/** One throw-away PostgreSQL for the whole run when TEST_ENGINE=postgres; every file makes its own database in it. */
export function setup(): Promise<() => void> | undefined {
  if (process.env['TEST_ENGINE'] !== 'postgres' || process.env['TEST_DATABASE_URL']) return undefined
  return start()
}

async function start(): Promise<() => void> {
  const cluster = await startCluster()
  process.env['TEST_DATABASE_URL'] = cluster.url
  return () => cluster.stop()
}
