import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { builtClient } from '../../server/http/client-files.ts'
import { launchBrowser, listenForComplaints } from '../support/browser.ts'
import { openClient } from '../support/wecom-client.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

const run = "console.error('a name was run')"
const hostile = [
  `<script>${run}</script>`,
  `<img src=x onerror="${run}">`,
  `<svg onload="${run}">`,
  `"><script>${run}</script>`,
  `' onmouseover='${run}`,
  `javascript:${run}`,
  `{{constructor.constructor("${run}")()}}`,
  `\${${run}}`,
  `<iframe srcdoc="<script>${run}</script>">`,
  `<math><mtext><script>${run}</script></mtext></math>`,
  `<a href="javascript:${run}">x</a>`,
  `</title></style></textarea><script>${run}</script>`,
  `<body onload="${run}">`,
  `<details open ontoggle="${run}">`,
  `<video><source onerror="${run}"></video>`,
  `<style>@import "//evil.example/x.css"</style>`,
  `<link rel=stylesheet href=//evil.example/x.css>`,
  `<base href=//evil.example/>`,
  `<object data="javascript:${run}"></object>`,
  `<template><script>${run}</script></template>`,
]
const dresses: ((name: string) => string)[] = [
  (name) => name,
  (name) => `虚构${name}`,
  (name) => `${name}${name}`,
  (name) => name.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (name) => name.replaceAll('<', '\\u003c'),
  (name) => name.replaceAll('<', '＜').replaceAll('>', '＞'),
  (name) => encodeURIComponent(name),
  (name) => `\u202E${name}`,
  (name) => name.replaceAll('script', 'scr\u00ADipt'),
  (name) => `-->${name}<!--`,
]
const names = dresses.flatMap((dress) => hostile.map((name, place) => `${dress(name)} ${place}`))
const employeeId = 'linxiaoman'

let world: TestWorld
let browser: Browser
let chat: string
beforeAll(async () => {
  world = await startWorld({ client: builtClient(resolve('dist/client')) })
  browser = await launchBrowser()
  chat = (await world.control<{ contactId: string }>('adds', { employeeId: 'LinXiaoMan', name: names[1] })).contactId
  await world.product.runDue()
  await writeContacts()
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await world?.stop()
})

/** As many scans would take minutes; their rows are what the pages are made of. The remark is as hostile as the name. */
async function writeContacts(): Promise<void> {
  const at = world.simulator.clock.now()
  const ids = names.map((name, place) => ({ name, id: `wmMADEUP${place}` }))
  const verdict = {
    verdictStatus: 'awaiting',
    verdictReason: 'not-verified',
    verdictSince: at,
    settleAt: null,
  } as const
  const told = { addWay: 1, channel: '', tags: '[]', updatedAt: at }
  await world.database.write(async (tx) => {
    const seen = { avatar: '', kind: 'wechat', unionid: null, createdAt: at, updatedAt: at } as const
    await tx
      .insertInto('contact')
      .values(ids.map((one) => ({ ...one, ...seen })))
      .execute()
    const pairs = ids.map(({ id: contactId }) => ({ employeeId, contactId }))
    await tx
      .insertInto('relation')
      .values(pairs.map((one) => ({ ...one, startedAt: at, endedAt: null, endedBy: null })))
      .execute()
    await tx
      .insertInto('add')
      .values(
        pairs.map((one) => ({
          ...one,
          ...verdict,
          id: one.contactId,
          branchId: '2',
          startedAt: at,
          policyId: null,
          privateAt: null,
        })),
      )
      .execute()
    await tx
      .insertInto('relationProfile')
      .values(pairs.map((one, place) => ({ ...one, ...told, remark: names[place] ?? '' })))
      .execute()
    await tx
      .updateTable('relationProfile')
      .set({ remark: names[0] ?? '' })
      .where('contactId', '=', chat)
      .execute()
  })
}

/** Elements and handlers that stand in no template of ours. */
const strangers = (page: Page) =>
  page.evaluate(
    () =>
      document.body.querySelectorAll(
        'object, base, math, video, iframe, style, link, [onload], [onerror], [ontoggle], [onmouseover], [href^=javascript]',
      ).length,
  )

const look = { viewport: { width: 360, height: 780 } }

it('shows 200 hostile nicknames, and remarks, as the text they are: nothing runs, and no policy is broken (T27)', async () => {
  expect(names).toHaveLength(200)
  const places = { simulatorOrigin: world.simulator.origin, publicOrigin: world.product.publicOrigin }
  await world.control('me', { employeeId: 'LinXiaoMan' })
  const page = await openClient(browser, places, { contactId: chat, look })
  const complaints = listenForComplaints(page)
  await page.reload()
  await page
    .getByText(names[1] ?? '', { exact: false })
    .first()
    .waitFor()
  const standing = await strangers(page)
  await page.goto(`${places.publicOrigin}/#/adds`)
  const shown = page.locator('main').getByText(/a(%20| )name(%20| )was(%20| )run|evil\.example/)
  await shown.first().waitFor()
  for (let known = await shown.count(); known < names.length; known = await shown.count()) {
    await page.getByRole('button', { name: '加载更多' }).click()
    await expect.poll(() => shown.count()).toBeGreaterThan(known)
  }
  expect([standing, await strangers(page)]).toEqual([0, 0])
  expect(complaints).toEqual([])
  await page.context().close()
})
