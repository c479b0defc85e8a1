import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { variables } from '../../server/config-variables.ts'
import { type Config, ConfigFault, readConfig } from '../../server/config.ts'
import { environment, productionEnvironment } from '../support/environment.ts'

const read = (changes: Record<string, string | undefined> = {}): Config => readConfig({ ...environment, ...changes })

function faultsOf(env: Record<string, string | undefined>): string[] {
  try {
    readConfig(env)
  } catch (fault) {
    if (fault instanceof ConfigFault) return fault.sentences
    throw fault
  }
  return []
}
const faultsWith = (changes: Record<string, string | undefined>) => faultsOf({ ...environment, ...changes })

describe('The environment', () => {
  it('has defaults for everything that is not a secret or a place', () => {
    expect(read()).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 8080,
      verificationPort: 8082,
      internalPort: 9090,
      publicOrigin: 'http://127.0.0.1:8080',
      verificationOrigin: 'http://127.0.0.1:8082',
      contactOAuth: true,
      operators: [],
      trustProxy: false,
      logLevel: 'info',
    })
  })

  it("reads lists, keys and addresses into what they mean, newest first, employees' ids in lower case", () => {
    const config = read({ OPERATORS: 'ZhouYunFan, chen', TRUST_PROXY: '10.0.0.4,10.0.1.0/24', CONTACT_OAUTH: 'off' })
    expect(config).toMatchObject({
      operators: ['zhouyunfan', 'chen'],
      trustProxy: ['10.0.0.4', '10.0.1.0/24'],
      contactOAuth: false,
      identityProvider: {
        origin: 'https://identity.bank.example/v1',
        webhookSecrets: ['whsec_bWFkZS11cC1uZXc=', 'whsec_bWFkZS11cC1vbGQ='],
      },
    })
    expect(config.subjectKeys.map((key) => [key.id, key.bytes.length])).toEqual([
      ['v2', 32],
      ['v1', 32],
    ])
  })

  it('takes an empty variable as not set', () => {
    expect(read({ HOST: '', OPERATORS: ' ' })).toMatchObject({ host: '127.0.0.1', operators: [] })
  })

  it('tells every fault at once, each in one line with name, why in both languages, and an example', () => {
    const faults = faultsWith({ PORT: 'eighty', LOG_LEVEL: 'loud', SUBJECT_KEYS: 'v1:abc', CONTACT_OAUTH: 'maybe' })
    expect(faults.map((line) => line.split(':')[0])).toEqual(['PORT', 'CONTACT_OAUTH', 'SUBJECT_KEYS', 'LOG_LEVEL'])
    for (const line of faults) expect(line).toMatch(/^[A-Z_]+: .+ \/ .*[一-龥].+。 Example \/ 例: [A-Z_]+=\S+$/)
  })

  it('names what is missing of the WeCom credentials', () => {
    const faults = faultsWith({ WECOM_SECRET: undefined, WECOM_CALLBACK_AES_KEY: undefined })
    expect(faults.map((line) => line.split(':')[0])).toEqual(['WECOM_SECRET', 'WECOM_CALLBACK_AES_KEY'])
  })

  it('wants both values of the directory callback or neither', () => {
    const [fault] = faultsWith({ WECOM_DIRECTORY_TOKEN: 'OnlyOne' })
    expect(fault).toMatch(/^WECOM_DIRECTORY_AES_KEY: is missing/)
  })

  it('wants one database, not two', () => {
    const [fault] = faultsWith({ DATABASE_URL: 'postgres://zhenke@db.bank.example/zhenke' })
    expect(fault).toMatch(/^DATA_DIR: is set beside DATABASE_URL/)
  })

  it.each([
    ['PORT', '70000'],
    ['PUBLIC_ORIGIN', 'https://zhenke.bank.example/path'],
    ['PUBLIC_ORIGIN', 'javascript:alert(1)'],
    ['DATABASE_URL', 'mysql://db.bank.example/zhenke'],
    ['WECOM_AGENT_ID', 'my-app'],
    ['WECOM_CALLBACK_AES_KEY', 'short'],
    ['SUBJECT_KEYS', `v1:${'1'.repeat(64)},v1:${'2'.repeat(64)}`],
    ['TRUST_PROXY', 'everybody'],
    ['TRUST_PROXY', '10.0.1.0/99'],
    ['IDENTITY_WEBHOOK_SECRETS', 'whsec_bmV3ZXN0,not base64!'],
    ['IDENTITY_WEBHOOK_SECRETS', 'whsec_'],
    ['OPERATORS', 'no spaces allowed'],
  ])('refuses %s=%s', (name, value) => {
    expect(faultsWith({ [name]: value }).some((line) => line.startsWith(`${name}: `))).toBe(true)
  })

  it('never repeats a value in a fault, since it may be a secret', () => {
    const value = 'not-a-key-but-secret'
    expect(faultsWith({ DATA_KEYS: value, WECOM_CALLBACK_AES_KEY: value }).join()).not.toContain(value)
  })
})

describe('Secrets in files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhenke-config-'))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('are read from NAME_FILE, without the line end', () => {
    writeFileSync(join(folder, 'secret'), 'from-a-file\n')
    const config = read({ WECOM_SECRET: undefined, WECOM_SECRET_FILE: join(folder, 'secret') })
    expect(config.wecom.secret).toBe('from-a-file')
  })

  it('must be readable, and given once only', () => {
    const gone = join(folder, 'gone')
    expect(faultsWith({ DATA_KEYS: undefined, DATA_KEYS_FILE: gone })).toEqual([
      expect.stringMatching(/^DATA_KEYS: DATA_KEYS_FILE names a file that cannot be read/),
    ])
    expect(faultsWith({ WECOM_SECRET_FILE: gone })).toEqual([expect.stringMatching(/^WECOM_SECRET: is set twice/)])
  })
})

describe('In production', () => {
  const faultsWithout = (changes: Record<string, string | undefined>) =>
    faultsOf({ ...productionEnvironment, ...changes })

  it('a complete environment is accepted', () => {
    expect(readConfig(productionEnvironment).production).toBe(true)
  })

  it.each([
    ['both origins are to be named', { PUBLIC_ORIGIN: undefined }, 'PUBLIC_ORIGIN'],
    ['an origin is https', { PUBLIC_ORIGIN: 'http://zhenke.bank.example' }, 'PUBLIC_ORIGIN'],
    [
      "the contact's page has another host name",
      { VERIFICATION_ORIGIN: 'https://zhenke.bank.example:8443' },
      'VERIFICATION_ORIGIN',
    ],
    ['nothing is kept in memory', { DATA_DIR: 'memory://' }, 'DATA_DIR'],
    ['no simulated WeCom is asked', { WECOM_API_ORIGIN: 'http://127.0.0.1:8081' }, 'WECOM_API_ORIGIN'],
    [
      'nobody signs in at a simulated WeCom',
      { WECOM_AUTHORIZE_ORIGIN: 'http://127.0.0.1:8081' },
      'WECOM_AUTHORIZE_ORIGIN',
    ],
    [
      'no simulated provider is asked',
      { IDENTITY_PROVIDER_ORIGIN: 'http://127.0.0.1:8081/bank' },
      'IDENTITY_PROVIDER_ORIGIN',
    ],
  ])('%s', (_rule, changes, name) => {
    expect(faultsWithout(changes).map((line) => line.split(':')[0])).toContain(name)
  })
})

describe('.env.example', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n')
  const examples = lines.flatMap((line) => {
    const [, name, value] = /^#? ?([A-Z_]+)=(.*)$/.exec(line) ?? []
    return name ? [[name, value] as const] : []
  })
  const named = examples.map(([name]) => name).filter((name) => name !== 'SIMULATOR_PORT')

  it('names every variable and no other', () => {
    expect(named.toSorted()).toEqual(Object.keys(variables).toSorted())
  })

  const oneDatabase = Object.fromEntries(examples.filter(([name]) => !name.startsWith('DATABASE_')))

  it('has examples that are accepted as they stand', () => {
    expect(faultsOf(oneDatabase)).toEqual([])
  })

  it('has keys that everybody knows, so that production refuses them and nothing else', () => {
    const faults = faultsOf({ ...oneDatabase, NODE_ENV: 'production' })
    expect(faults.map((line) => line.split(':')[0])).toEqual(['SUBJECT_KEYS', 'DATA_KEYS'])
    for (const line of faults) expect(line).toContain('holds the example key, which everybody knows')
  })
})
