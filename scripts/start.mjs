// npm start and npm run dev: from a bare checkout to a running Zhenke.
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, failPlainly, readEnvironmentFile, root, say } from './setup.mjs'

const parent = process.ppid
const dev = process.argv.includes('--dev')
const loopback = ['127.0.0.1', '::1', 'localhost']

try {
  readEnvironmentFile()
  const host = process.env.HOST || '127.0.0.1'
  const withWeCom = Object.keys(process.env).some((name) => name.startsWith('WECOM_') && process.env[name])
  const demo = !withWeCom && loopback.includes(host) && process.env.NODE_ENV !== 'production'
  say(demo ? 'Zhenke with a simulated WeCom / 真客演示' : 'Zhenke')
  await ensureInstalled()
  await (demo ? startDemo(host) : startServer())
} catch (fault) {
  failPlainly(fault)
}

/** It stops by signals itself. */
async function startServer() {
  const vite = dev ? await hotReload() : undefined
  if (vite) {
    const { serve } = await vite.ssrLoadModule('/server/serve.ts')
    await serve({ client: clientOf(vite) })
  } else {
    await ensureBuilt(['client', 'server'])
    await import(join(root, 'dist/server/main.js'))
  }
  whenTheParentEnds(() => process.kill(process.pid, 'SIGTERM'))
}

async function startDemo(host) {
  await ensureBuilt(dev ? ['screen'] : ['client', 'simulator', 'screen'])
  const vite = dev ? await hotReload() : undefined
  const { startDemo: start } = vite
    ? await vite.ssrLoadModule('/simulator/start.ts')
    : await import(join(root, 'dist/simulator/start.js'))
  const demo = await start({
    host,
    port: portOf('PORT', 8080),
    verificationPort: portOf('VERIFICATION_PORT', 8082),
    simulatorPort: portOf('SIMULATOR_PORT', 8081),
    internalPort: portOf('INTERNAL_PORT', 9090),
    directory: process.env.DATA_DIR || join(root, 'data'),
    screenFolder: join(root, 'dist/simulator-screen'),
    clientFolder: join(root, 'dist/client'),
    ...(vite ? { client: clientOf(vite) } : {}),
    log: say,
  })
  stopWithTheTerminal(async () => {
    await demo.stop()
    await vite?.close()
  })
  say(`Open / 打开  ${demo.simulatorOrigin}`)
  say('You are the teller 柜员; switch to the lead 网点负责人 at the top. Ctrl-C stops everything.')
}

function portOf(name, usual) {
  const text = process.env[name] || String(usual)
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new Error(
    `${name}=${text} is not a port: a whole number from 0 to 65535, for example ${usual}. / ${name} 应为 0 到 65535 的整数。`,
  )
}

async function hotReload() {
  const { createServer } = await import('vite')
  return createServer({ root, appType: 'custom', server: { middlewareMode: true } })
}

function clientOf(vite) {
  const files = { sidebar: 'index.html', verification: 'verification.html' }
  return {
    assets: vite.middlewares,
    connects: [`ws://127.0.0.1:${vite.config.server.hmr?.port ?? 24_678}`],
    async page(name) {
      const { readFile } = await import('node:fs/promises')
      return vite.transformIndexHtml(`/${files[name]}`, await readFile(join(root, files[name]), 'utf8'))
    },
  }
}

/** Ctrl-C, SIGTERM or the end of the process that started this one: everything stops within five seconds. */
function stopWithTheTerminal(stop) {
  let stopping = false
  const end = async () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), 4500).unref()
    await stop()
    process.exit(0)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  process.on('SIGHUP', end)
  whenTheParentEnds(end)
}

function whenTheParentEnds(stop) {
  setInterval(() => process.ppid !== parent && stop(), 1000).unref()
}
