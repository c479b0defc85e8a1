import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyDatabase } from '../support/postgres.ts'
import { startStage } from '../support/product-process.ts'

let stage: Awaited<ReturnType<typeof startStage>>
let database: Awaited<ReturnType<typeof emptyDatabase>>
beforeAll(async () => {
  database = await emptyDatabase()
  stage = await startStage(database.where)
  // The made-up provider makes its RSA key when it is first asked: on a busy machine longer than the doctor waits.
  const headers = { authorization: `Bearer ${stage.environment.IDENTITY_PROVIDER_KEY}` }
  await fetch(`${stage.origin}/bank/keys`, { headers })
})
afterAll(async () => {
  await stage.stop()
  await database.drop()
})

/** Runs the built doctor; answers what it printed and its exit code. */
async function ask(changed: Record<string, string> = {}): Promise<{ said: string; code: number | null }> {
  const env = { PATH: process.env.PATH, ...stage.environment, ...changed }
  const child = spawn(process.execPath, ['dist/doctor/doctor.js'], { env })
  let said = ''
  child.stdout.on('data', (text) => (said += text))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { said, code }
}

describe('The doctor', () => {
  it('finds nothing missing where WeCom, the provider and the database answer', async () => {
    const { said, code } = await ask()
    expect(said).not.toContain('✗')
    expect(said).toContain('Nothing is missing')
    expect(code).toBe(0)
  })

  it('names the address that has to become a trusted IP', async () => {
    await stage.control('faults', { path: '/cgi-bin/externalcontact', errcode: 60020 })
    const { said, code } = await ask()
    expect(said).toMatch(/✗ Customer contact.*企业可信IP.*\(\d+\.\d+\.\d+\.\d+\)/)
    expect(code).toBe(1)
    await fetch(`${stage.origin}/control/faults`, { method: 'DELETE' })
  })

  it('names the app that may not call the contact interfaces', async () => {
    await stage.control('faults', { path: '/cgi-bin/externalcontact', errcode: 48002 })
    expect((await ask()).said).toMatch(/✗ Customer contact.*可调用接口的应用/)
    await fetch(`${stage.origin}/control/faults`, { method: 'DELETE' })
  })

  it('tells a provider that does not know the key', async () => {
    expect((await ask({ IDENTITY_PROVIDER_KEY: 'another-made-up-key' })).said).toMatch(
      /✗ Identity provider.*IDENTITY_PROVIDER_KEY/,
    )
  })

  it('tells every missing variable at once, and no secret', async () => {
    const { said, code } = await ask({ WECOM_SECRET: '', SUBJECT_KEYS: 'nonsense' })
    expect(said).toMatch(/WECOM_SECRET/)
    expect(said).toMatch(/SUBJECT_KEYS/)
    expect(said).not.toContain(stage.environment.WECOM_CALLBACK_TOKEN)
    expect(code).toBe(1)
  })
})
