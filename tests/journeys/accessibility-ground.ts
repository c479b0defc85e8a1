import type { Browser, Page } from 'playwright-core'
import type { Demo } from '../../simulator/start.ts'
import { launchBrowser } from '../support/browser.ts'
import { openDemo } from '../support/open-demo.ts'
import { openClient } from '../support/wecom-client.ts'

export type World = {
  me: { employeeId: string }
  employees: { id: string; isLead: boolean }[]
  contacts: { id: string; name: string; identity: Record<'name' | 'idNumber' | 'phone', string> }[]
  groupChats: { id: string; name: string }[]
  chats: { contactId: string; messages: { kind: string; news?: { link: string } }[] }[]
}

/** The demonstration with a browser, and the hands of its employee and of contacts who have been invited. */
export async function openGround() {
  const demo: Demo = await openDemo()
  const browser: Browser = await launchBrowser()
  const readWorld = async () => (await (await fetch(`${demo.simulatorOrigin}/control/world`)).json()) as World
  const world = await readWorld()
  const teller = world.me.employeeId
  const control = (path: string, body: object) =>
    fetch(`${demo.simulatorOrigin}/control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const become = (employeeId: string) => control('me', { employeeId })
  const contactNamed = (name: string) => world.contacts.find((contact) => contact.name === name)?.id ?? ''
  const cardsOf = ({ chats }: World, id: string) =>
    chats.filter(({ contactId }) => contactId === id).flatMap(({ messages }) => messages)
  const linkIn = (messages: World['chats'][number]['messages']) =>
    messages.findLast(({ kind }) => kind === 'news')?.news?.link ?? ''
  let guests = 0

  return {
    demo,
    browser,
    world,
    teller,
    control,
    become,
    contactNamed,
    cardOf: (name: string) => linkIn(cardsOf(world, contactNamed(name))),

    /** From now on a lead of one branch leads several: as stand-in of somebody who leads them all. Answers who it is. */
    async lendBranches(): Promise<string> {
      const deputy = world.employees.find(({ isLead }) => isLead)?.id ?? ''
      await control('employees', { id: 'ZongHang', name: '宗航', branchId: 1, position: '区域负责人', isLead: true })
      await become('ZongHang')
      const page = await openClient(browser, demo, { contactId: null, look: {} })
      await page.goto(`${demo.publicOrigin}/#/branch`)
      await page.getByRole('button', { name: '登记代理' }).click()
      await page.getByLabel('代理人').selectOption(deputy.toLowerCase())
      await page.getByRole('dialog').getByRole('button', { name: '登记' }).click()
      await page.getByText('由 李春风 代理').first().waitFor()
      await page.context().close()
      return deputy
    },

    /** Somebody new, with an invitation in the chat: who they are and the link. */
    async invite() {
      guests += 1
      const answer = await control('adds', { employeeId: teller, name: `路过的人 ${guests}` })
      const { contactId: id } = (await answer.json()) as { contactId: string }
      await become(teller)
      const page = await openClient(browser, demo, { contactId: id, look: {} })
      await page.getByRole('button', { name: '发送认证邀请' }).click()
      await page.getByText(/已邀请 1 次/).waitFor()
      await page.context().close()
      await control('phone', { contactId: id })
      const now = await readWorld()
      const identity = now.contacts.find((contact) => contact.id === id)?.identity ?? {
        name: '',
        idNumber: '',
        phone: '',
      }
      return { id, identity, link: linkIn(cardsOf(now, id)) }
    },

    async stop() {
      await browser.close()
      await demo.stop()
    },
  }
}

/** Gives both consents and sends what is typed. */
export async function submit(page: Page, identity: World['contacts'][number]['identity']): Promise<void> {
  await page.getByRole('checkbox').first().waitFor()
  for (const field of ['name', 'idNumber', 'phone'] as const) await page.locator(`#${field}`).fill(identity[field])
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: '提交认证' }).click()
}
