import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demo } from '../../simulator/start.ts'
import { launchBrowser, listenForComplaints } from '../support/browser.ts'
import { openDemo } from '../support/open-demo.ts'

type World = {
  me: { employeeId: string }
  phone: { contactId: string }
  employees: { id: string; name: string; branchId: string; isLead: boolean }[]
  contacts: { id: string; name: string }[]
  notices: { employeeId: string; title: string; description: string }[]
  chats: { employeeId: string; contactId: string; messages: { kind: string; from: string }[] }[]
}

export type Stage = {
  demo: Demo
  context: BrowserContext
  /** The simulator's screen. */
  screen: Page
  /** The product's sidebar in it, and the contact's page on the phone. */
  sidebar: FrameLocator
  phone: FrameLocator
  /** What the pages complained about that no test provoked. */
  complaints: string[]
  world(): Promise<World>
  control(path: string, body: object): Promise<void>
  /** A new contact scans the employee's code and the chat opens. */
  scan(name: string): Promise<void>
  /** Changes who is at the desk; until the sidebar of whoever was there before is gone. */
  become(employeeId: string): Promise<void>
  breakSomething(name: string): Promise<void>
  mendEverything(): Promise<void>
  /** Effective adds of today as the strip shows them. */
  effectiveToday(): Promise<number>
  stop(): Promise<void>
}

/** The demonstration as `npm start` opens it, in a real browser. */
export async function openStage(scenario: 'branch-monday' | 'empty-day', expected: RegExp[] = []): Promise<Stage> {
  const demo = await openDemo(scenario)
  const browser: Browser = await launchBrowser()
  const context = await browser.newContext({ viewport: { width: 1440, height: 860 }, locale: 'zh-CN' })
  const screen = await context.newPage()
  const complaints = listenForComplaints(screen, expected)
  await screen.goto(demo.simulatorOrigin)
  const sidebar = screen.frameLocator('iframe[name=sidebar]')

  const world = async () => (await (await fetch(`${demo.simulatorOrigin}/control/world`)).json()) as World
  const control = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${demo.simulatorOrigin}/control/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`/control/${path}: ${answer.status} ${await answer.text()}`)
  }
  const faults = async (deed: () => Promise<void>) => {
    const menu = screen.getByRole('button', { name: /^(出点状况|\d+ 处异常)/ })
    await menu.click()
    await deed()
    await screen.keyboard.press('Escape')
    await expect.poll(() => menu.getAttribute('aria-expanded')).toBe('false')
  }
  return {
    demo,
    context,
    screen,
    sidebar,
    phone: screen.frameLocator('iframe[name=phone]'),
    complaints,
    world,
    control,
    async scan(name) {
      await screen.getByRole('button', { name: '换一种扫码' }).click()
      await screen.getByLabel('新朋友的微信昵称').fill(name)
      await screen.getByRole('button', { name: '扫码添加' }).first().click()
      await sidebar.getByRole('heading', { name }).waitFor()
    },
    async become(employeeId) {
      const former = screen.frame('sidebar')
      await screen.getByLabel('我是').selectOption(employeeId)
      await expect.poll(() => former?.isDetached() ?? true).toBe(true)
    },
    breakSomething: (name) => faults(() => screen.getByRole('button', { name }).click()),
    mendEverything: () =>
      faults(async () => {
        await screen.getByRole('button', { name: '全部恢复正常' }).click()
        await screen.getByRole('button', { name: '出点状况' }).waitFor()
      }),
    async effectiveToday() {
      const strip = await sidebar
        .getByText(/今日有效 \d+/)
        .first()
        .textContent()
      return Number(/今日有效 (\d+)/.exec(strip ?? '')?.[1])
    },
    async stop() {
      await browser.close()
      await demo.stop()
    },
  }
}
