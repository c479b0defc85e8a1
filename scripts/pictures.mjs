// npm run pictures: walks through the running product and takes the pictures that README.md shows.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, failPlainly, findChromium, root, say } from './setup.mjs'

const folder = join(root, 'docs/pictures')
const phoneLike = {
  viewport: { width: 360, height: 720 },
  deviceScaleFactor: 2,
  locale: 'zh-CN',
  colorScheme: 'light',
}

try {
  await ensureInstalled()
  await ensureBuilt(['client', 'simulator', 'screen'])
  await takeAll(await findChromium())
} catch (fault) {
  failPlainly(fault)
}

async function takeAll(executablePath) {
  const { startDemo } = await import(join(root, 'dist/simulator/start.js'))
  const { chromium } = await import('playwright-core')
  const demo = await startDemo({
    host: '127.0.0.1',
    port: 0,
    verificationPort: 0,
    simulatorPort: 0,
    internalPort: 0,
    directory: undefined,
    screenFolder: join(root, 'dist/simulator-screen'),
    clientFolder: join(root, 'dist/client'),
    log: say,
  })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] })
  try {
    mkdirSync(folder, { recursive: true })
    await walk(browser, demo)
  } finally {
    await browser.close()
    await demo.stop()
  }
}

async function walk(browser, demo) {
  const desk = await browser.newPage({ viewport: { width: 1440, height: 860 }, locale: 'zh-CN', colorScheme: 'light' })
  await desk.goto(demo.simulatorOrigin)
  const sidebar = desk.frameLocator('iframe[name=sidebar]')
  const name = '路过的云 07'
  await desk.getByRole('button', { name: '换一种扫码' }).click()
  await desk.getByLabel('新朋友的微信昵称').fill(name)
  await desk.getByRole('button', { name: '扫码添加' }).first().click()
  await sidebar.getByRole('heading', { name }).waitFor()
  const { phone: held } = await (await fetch(`${demo.simulatorOrigin}/control/world`)).json()

  const seat = await openSidebar(browser, demo, held.contactId)
  await seat.getByRole('heading', { name }).waitFor()
  await take(seat, 'contact')
  await seat.goto(`${demo.publicOrigin}/#/my-day`)
  await seat.getByText('最近 14 天').waitFor()
  await seat.getByRole('heading', { name: '跟进任务' }).waitFor()
  await take(seat, 'my-day')

  await sidebar.getByRole('button', { name: /发送.*认证邀请/ }).click()
  const pocket = desk.getByLabel('客户的手机')
  const card = pocket.getByRole('button', { name: /实名认证/ })
  await card.click()
  await desk.frameLocator('iframe[name=phone]').getByRole('checkbox').first().waitFor()
  await take(desk, 'simulator')

  const link = await newestLink(demo, held.contactId)
  const contact = await browser.newPage({
    ...phoneLike,
    userAgent: 'Mozilla/5.0 (iPhone) Mobile/15E148 MicroMessenger/8.0.50 Language/zh_CN',
  })
  await contact.goto(link)
  await contact.getByRole('checkbox').first().waitFor()
  await take(contact, 'verification')
}

/** The sidebar as large as a phone, in a client of WeCom that answers through the simulator. */
async function openSidebar(browser, demo, contactId) {
  const userAgent = 'Mozilla/5.0 (Windows NT 10.0) Chrome/122.0.0.0 wxwork/4.1.36 (MicroMessenger/6.2) WindowsWechat'
  const context = await browser.newContext({ ...phoneLike, userAgent })
  const { me } = await (await fetch(`${demo.simulatorOrigin}/control/world`)).json()
  await context.exposeFunction('askClient', async (call) => {
    const body = JSON.stringify({ employeeId: me.employeeId, contactId, entry: 'single_chat_tools', ...call })
    const headers = { 'content-type': 'application/json' }
    return (await fetch(`${demo.simulatorOrigin}/client/invoke`, { method: 'POST', headers, body })).json()
  })
  await context.addInitScript(() => {
    window.WeixinJSBridge = {
      invoke: (name, params, answered) =>
        window.askClient({ name, params: { ...params }, url: location.href.split('#')[0] }).then(answered),
      on: () => undefined,
    }
  })
  const page = await context.newPage()
  await page.goto(`${demo.publicOrigin}/`)
  return page
}

async function newestLink(demo, contactId) {
  const { chats } = await (await fetch(`${demo.simulatorOrigin}/control/world`)).json()
  const messages = chats.filter((chat) => chat.contactId === contactId).flatMap((chat) => chat.messages)
  return messages.findLast((message) => message.kind === 'news').news.link
}

async function take(page, name) {
  await page.waitForTimeout(700)
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  say(`docs/pictures/${name}.png`)
}
