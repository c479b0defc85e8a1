import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { signCallback } from '../../simulator/callback/signed-request.ts'
import { createSimulator } from '../../simulator/simulator.ts'

export type DatabaseChoice = { directory: string } | { url: string }

/** A simulator under real time and the addresses of a product that runs, dies and starts again as a process of its own. */
export async function startStage(database: DatabaseChoice) {
  const simulator = createSimulator({ scenario: 'empty-day', startAt: new Date().toISOString() })
  const listening = createServer(simulator.listener)
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`
  const ports = { public: await freePort(), verification: await freePort(), internal: await freePort() }
  const publicOrigin = `http://127.0.0.1:${ports.public}`
  const verificationOrigin = `http://127.0.0.1:${ports.verification}`
  simulator.connect({
    origin,
    publicOrigin,
    verificationOrigin,
    callbackUrl: `${publicOrigin}/wecom/callback`,
    directoryCallbackUrl: `${publicOrigin}/wecom/directory-callback`,
    runDue: async () => undefined,
    reset: async () => undefined,
  })
  const environment = environmentOf(simulator.credentials, origin, {
    publicOrigin,
    verificationOrigin,
    ports,
    database,
  })
  return {
    simulator,
    origin,
    publicOrigin,
    environment,
    start: () => startProduct(environment, ports.internal),
    stop: async () => {
      await simulator.stop()
      await new Promise((resolve) => listening.close(resolve))
    },
    control: (path: string, body: object) => postJson(`${origin}/control/${path}`, body),
    /** From now on WeCom sends no callback of its own: they are ours to send, and to count. */
    loseCallbacks: () => postJson(`${origin}/control/faults`, { path: 'callback', drop: true, times: 1_000_000 }),
    async employeeIds(): Promise<string[]> {
      const world = (await (await fetch(`${origin}/control/world`)).json()) as { employees: { id: string }[] }
      return world.employees.map(({ id }) => id)
    },
    async add(employeeId: string, name: string): Promise<{ xml: string; contactId: string }> {
      const { contactId, addedAt } = await postJson(`${origin}/control/adds`, { employeeId, name })
      const seconds = Math.floor(Date.parse(String(addedAt)) / 1000)
      return {
        contactId: String(contactId),
        xml: addXml(simulator.credentials.corpId, employeeId, String(contactId), seconds),
      }
    },
    sendCallback(xml: string): Promise<number> {
      const { corpId, callbackToken: token, callbackAesKey: aesKey, agentId } = simulator.credentials
      const { query, body } = signCallback(
        { corpId, token, aesKey, agentId: String(agentId) },
        xml,
        simulator.clock.now(),
      )
      return fetch(`${publicOrigin}/wecom/callback?${query}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'text/xml' },
        signal: AbortSignal.timeout(10_000),
      }).then((answer) => answer.status)
    },
  }
}

type Addresses = {
  publicOrigin: string
  verificationOrigin: string
  ports: { public: number; verification: number; internal: number }
  database: DatabaseChoice
}
type Credentials = ReturnType<typeof createSimulator>['credentials']

function environmentOf(credentials: Credentials, origin: string, { database, ports, ...origins }: Addresses) {
  return {
    PORT: String(ports.public),
    VERIFICATION_PORT: String(ports.verification),
    INTERNAL_PORT: String(ports.internal),
    PUBLIC_ORIGIN: origins.publicOrigin,
    VERIFICATION_ORIGIN: origins.verificationOrigin,
    ...('url' in database ? { DATABASE_URL: database.url } : { DATA_DIR: database.directory }),
    WECOM_CORP_ID: credentials.corpId,
    WECOM_AGENT_ID: String(credentials.agentId),
    WECOM_SECRET: credentials.secret,
    WECOM_CALLBACK_TOKEN: credentials.callbackToken,
    WECOM_CALLBACK_AES_KEY: credentials.callbackAesKey,
    WECOM_API_ORIGIN: origin,
    WECOM_AUTHORIZE_ORIGIN: origin,
    IDENTITY_PROVIDER_ORIGIN: `${origin}/bank`,
    IDENTITY_PROVIDER_KEY: credentials.identityProviderKey,
    IDENTITY_WEBHOOK_SECRETS: credentials.webhookSecret,
    SUBJECT_KEYS: `v1:${'ab'.repeat(32)}`,
    DATA_KEYS: `v1:${'cd'.repeat(32)}`,
    LOG_LEVEL: 'error',
  }
}

/** Starts dist/server/main.js and waits until it is ready; throws with what it printed when it ends before. */
async function startProduct(environment: Record<string, string>, internalPort: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  child.stdout.on('data', (text) => (printed += text))
  child.stderr.on('data', (text) => (printed += text))
  const ready = async () => {
    const answer = await fetch(`http://127.0.0.1:${internalPort}/health/ready`, {
      signal: AbortSignal.timeout(2000),
    }).catch(() => undefined)
    return answer?.status === 200
  }
  const latest = Date.now() + 60_000
  while (!(await ready())) {
    if (child.exitCode !== null || Date.now() > latest)
      throw new Error(`The server ended or took a minute before it was ready:\n${printed}`)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  return child
}

export function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) =>
    (child.exitCode ?? child.signalCode) === null ? child.once('exit', () => resolve()) : resolve(),
  )
}

async function freePort(): Promise<number> {
  const socket = createSocketServer()
  await new Promise<void>((resolve) => socket.listen(0, '127.0.0.1', resolve))
  const { port } = socket.address() as AddressInfo
  await new Promise((resolve) => socket.close(resolve))
  return port
}

async function postJson(url: string, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Record<string, unknown>
}

const addXml = (corpId: string, employeeId: string, contactId: string, seconds: number) =>
  `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>${seconds}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_contact]]></Event><ChangeType><![CDATA[add_external_contact]]></ChangeType><UserID><![CDATA[${employeeId}]]></UserID><ExternalUserID><![CDATA[${contactId}]]></ExternalUserID><State><![CDATA[counter]]></State></xml>`
