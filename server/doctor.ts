import { type Config, ConfigFault, readConfig } from './config.ts'
import { openDatabase } from './database/open-database.ts'
import { sayRefusal } from './doctor-words.ts'
import { openIdentityProvider } from './identity-provider/open-identity-provider.ts'
import { createLog } from './log.ts'
import type { Database } from './ports.ts'
import type { WeCom } from './wecom-port.ts'
import { createRandom } from './random.ts'
import { createVault } from './vault.ts'
import { openWeCom } from './wecom/open-wecom.ts'

type Check = { title: string; run(): Promise<string> }

const clock = { now: () => new Date() }
const log = createLog({ level: 'silent', production: true })
let failed = 0

try {
  const config = readConfig()
  print('ok', 'Environment / 环境变量', 'complete / 完整')
  const database = await checkDatabase(config)
  if (database) {
    for (const check of checksOf(config, openWeComOf(config, database))) await runCheck(check)
    await database.close()
  }
  printKeys(config)
  printByHand(config)
} catch (fault) {
  if (!(fault instanceof ConfigFault)) throw fault
  for (const sentence of fault.sentences) print('missing', 'Environment / 环境变量', sentence)
}
process.stdout.write(
  failed === 0 ? '\nNothing is missing. / 没有缺失。\n' : `\n${failed} to mend. / 有 ${failed} 项需要处理。\n`,
)
process.exit(failed === 0 ? 0 : 1)

async function checkDatabase(config: Config): Promise<Database | undefined> {
  try {
    const database = await openDatabase(config.database, log)
    print('ok', 'Database / 数据库', `${database.engine}, migrated / 已迁移`)
    return database
  } catch (fault) {
    print('missing', 'Database / 数据库', fault instanceof Error ? fault.message : String(fault))
    return undefined
  }
}

function openWeComOf(config: Config, database: Database): WeCom {
  const random = createRandom(clock)
  const vault = createVault(config, random)
  const { wecom, publicOrigin } = config
  const settings = { ...wecom, directory: wecom.directoryCallback, ownOrigins: [publicOrigin] }
  return openWeCom(settings, { database, vault, clock, random, log })
}

function checksOf(config: Config, wecom: WeCom): Check[] {
  return [
    {
      title: 'Token and tickets / 凭证与票据',
      run: async () => {
        await wecom.signPage(`${config.publicOrigin}/`)
        return 'WeCom answers, a page can be signed / 企业微信可用，页面可以签名'
      },
    },
    {
      title: 'Directory / 通讯录',
      run: async () => {
        const { branches, employees } = await wecom.readDirectory()
        const known = new Set(employees.map(({ id }) => id))
        const strangers = config.operators.filter((id) => !known.has(id.toLowerCase()))
        if (employees.length === 0)
          throw new Error("nobody is in the app's visible range: widen it. / 应用可见范围内没有成员，请调整。")
        if (strangers.length > 0)
          throw new Error(
            `OPERATORS names ${strangers.join(', ')}, who are not in the visible range. / OPERATORS 中的成员不在可见范围内。`,
          )
        return `${branches.length} branches, ${employees.length} employees / ${branches.length} 个部门，${employees.length} 名成员`
      },
    },
    {
      title: 'Customer contact / 客户联系',
      run: async () => {
        const seats = await wecom.readSeats()
        if (seats.length === 0)
          throw new Error('nobody has the customer-contact function: 客户联系 → 使用范围. / 没有成员开通客户联系。')
        return `${seats.length} employees may have contacts / ${seats.length} 名成员可以添加客户`
      },
    },
    {
      title: 'Identity provider / 实名认证服务',
      run: async () => {
        await openIdentityProvider(config.identityProvider, { clock, log }).keys()
        return 'answers with its keys / 可用，已取得公钥'
      },
    },
  ]
}

async function runCheck({ title, run }: Check): Promise<void> {
  try {
    print('ok', title, await run())
  } catch (fault) {
    print('missing', title, sayRefusal(fault))
  }
}

function print(state: 'ok' | 'missing' | 'look', title: string, sentence: string): void {
  if (state === 'missing') failed += 1
  const mark = { ok: '✓', missing: '✗', look: '·' }[state]
  process.stdout.write(`${mark} ${title}: ${sentence}\n`)
}

/** So that whoever was told a key's fingerprint can compare it with what the server publishes. */
function printKeys(config: Config): void {
  for (const { id, fingerprint } of createVault(config, createRandom(clock)).publicKeys())
    print('look', `Signing key ${id} / 签名密钥 ${id}`, fingerprint)
}

/** What no call can tell: these places in WeCom's admin console are to be looked at. */
function printByHand({ publicOrigin, verificationOrigin }: Config): void {
  const { host } = new URL(publicOrigin)
  print('look', 'By hand / 请人工核对', `网页授权及JS-SDK → trusted domain is exactly ${host} / 可信域名须与其完全一致`)
  print('look', 'By hand / 请人工核对', `接收消息 → ${publicOrigin}/wecom/callback; 聊天工具栏 → ${publicOrigin}/`)
  print(
    'look',
    'By hand / 请人工核对',
    `${verificationOrigin} reaches this server on VERIFICATION_PORT / 须能访问到本服务的认证端口`,
  )
}
