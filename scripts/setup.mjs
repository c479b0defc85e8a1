// Runs before anything is installed: Node's own modules only.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const started = Date.now()
const cache = join(root, '.cache')

export function say(line) {
  process.stdout.write(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}\n`)
}

/** Runs a program, its output shown only when it fails; says every ten seconds that it still works. */
export async function run(title, program, args, options = {}) {
  say(title)
  const begun = Date.now()
  const alive = setInterval(() => say(`… ${title} (${Math.round((Date.now() - begun) / 1000)} s)`), 10_000)
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
  let output = ''
  child.stdout?.on('data', (text) => (output += text))
  child.stderr?.on('data', (text) => (output += text))
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  }).finally(() => clearInterval(alive))
  if (code !== 0) throw new Error(`${title}: failed with exit code ${code}\n${output}`)
  return output
}

const node = (title, script, args) => run(title, process.execPath, [join(root, 'node_modules', script), ...args])

/** Installs when package-lock.json is another than at the last install. */
export async function ensureInstalled() {
  const wanted = hashOf(['package-lock.json'])
  const mark = join(root, 'node_modules', '.zhenke-lock')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  const npm = process.env.npm_execpath
  const [program, args] = npm ? [process.execPath, [npm]] : ['npm', []]
  await run('Installing packages / 安装依赖 (once, about a minute)', program, [
    ...args,
    'ci',
    '--no-audit',
    '--no-fund',
  ])
  writeFileSync(mark, wanted)
}

const clientSources = [
  'src',
  'public',
  'server/contract',
  'server/domain',
  'index.html',
  'verification.html',
  'vite.config.ts',
]
const targets = {
  client: {
    title: 'Building the sidebar and the verification page / 构建侧边栏与认证页',
    sources: clientSources,
    folder: 'dist/client',
    args: ['build'],
  },
  server: {
    title: 'Building the server / 构建服务端',
    sources: ['server', 'vite.server.config.ts'],
    folder: 'dist/server',
    args: ['build', '-c', 'vite.server.config.ts', '--ssr', 'server/main.ts', '--outDir', 'dist/server'],
  },
  doctor: {
    title: 'Building the doctor / 构建自检程序',
    sources: ['server', 'vite.server.config.ts'],
    folder: 'dist/doctor',
    args: ['build', '-c', 'vite.server.config.ts', '--ssr', 'server/doctor.ts', '--outDir', 'dist/doctor'],
  },
  rebuild: {
    title: 'Building the rebuild / 构建重算程序',
    sources: ['server', 'vite.server.config.ts'],
    folder: 'dist/rebuild',
    args: ['build', '-c', 'vite.server.config.ts', '--ssr', 'server/rebuild.ts', '--outDir', 'dist/rebuild'],
  },
  simulator: {
    title: 'Building the simulator / 构建模拟器',
    sources: ['server', 'simulator', 'vite.server.config.ts'],
    folder: 'dist/simulator',
    args: ['build', '-c', 'vite.server.config.ts', '--ssr', 'simulator/start.ts', '--outDir', 'dist/simulator'],
  },
  screen: {
    title: "Building the simulator's window / 构建模拟器界面",
    sources: ['simulator/screen', 'vite.simulator.config.ts'],
    folder: 'dist/simulator-screen',
    args: ['build', '-c', 'vite.simulator.config.ts'],
  },
}

/** Builds those of the named targets whose sources changed since they were built. */
export async function ensureBuilt(names) {
  const build = process.env.ZHENKE_BUILD ?? ''
  await Promise.all(names.map((name) => ensureOneBuilt(name, build)))
}

async function ensureOneBuilt(name, build) {
  const target = targets[name]
  const mark = join(cache, `built-${name}`)
  const wanted = build + hashOf([...target.sources, 'package-lock.json', 'package.json', 'tsconfig.json'])
  if (existsSync(join(root, target.folder)) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  rmSync(mark, { force: true })
  await node(target.title, 'vite/bin/vite.js', [...target.args, '--logLevel', 'warn'])
  mkdirSync(cache, { recursive: true })
  writeFileSync(mark, wanted)
}

function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesUnder))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

function filesUnder(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full)
    .toSorted()
    .flatMap((name) => filesUnder(`${path}/${name}`))
}

/** Path of a Chromium: CHROME_PATH, the system's, else Debian's package when this is root on Debian. */
export async function findChromium() {
  const known = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  const found = () => known.find((path) => path && existsSync(path))
  if (process.env.CHROME_PATH && !existsSync(process.env.CHROME_PATH))
    throw new Error(`CHROME_PATH points at ${process.env.CHROME_PATH}, where nothing is.`)
  if (found()) return found()
  await installDebian(['chromium', 'fonts-noto-cjk'], 'Chromium')
  if (!found()) throw new Error('Chromium was installed but is not where it is looked for; set CHROME_PATH.')
  return found()
}

/** Installs Debian packages when this is root on Debian; otherwise says in one sentence what is missing. */
export async function installDebian(packages, what) {
  const isRoot = process.getuid?.() === 0
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0)
    throw new Error(`${what} is needed for this and was not found: install ${packages.join(' ')} and try again.`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('Reading the list of packages / 更新软件包列表', 'apt-get', ['update', '-qq'], { env })
  await run(
    `Installing ${what} / 安装 ${what}`,
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    { env },
  )
}

/** Reads .env into the environment; what is already set wins. */
export function readEnvironmentFile() {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}

/** One sentence for the person at the terminal, and the exit code of a failure. */
export function failPlainly(fault) {
  process.stderr.write(`\n${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(1)
}
