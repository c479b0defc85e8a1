import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from './stage.ts'

/** The simulator's own answer to a fault that the test provokes. */
const provoked = [/503/]

let stage: Stage
beforeAll(async () => {
  stage = await openStage('branch-monday', provoked)
}, 300_000)
afterAll(() => stage?.stop())

const chat = (name: string) => stage.screen.getByRole('button', { name: new RegExp(name) }).first()
const profile = async (name: string) => {
  await chat(name).click()
  await stage.sidebar.getByRole('heading', { name }).waitFor()
  await stage.sidebar.getByRole('tab', { name: '资料' }).click()
}

describe('The toolbar of a customer group', () => {
  it('shows who of the group is a contact of mine, and opens one', async () => {
    await chat('春风路养老金讲座群').click()
    await stage.sidebar.getByRole('heading', { name: '春风路养老金讲座群' }).waitFor()
    await stage.sidebar.getByText('群里有 4 位是你的联系人').waitFor()
    await stage.sidebar.getByText('另有 2 位不是你的联系人').waitFor()
    const first = stage.sidebar.getByRole('listitem').first()
    expect(await first.textContent()).toMatch(/小满.*已逾期：认证后第一次沟通/)
    await first.getByRole('link').click()
    await stage.sidebar.getByRole('button', { name: '完成跟进' }).waitFor()
    await stage.sidebar.getByText('这是从消息或列表打开的联系人').waitFor()
  })
})

describe('The profile', () => {
  it('changes the remark through WeCom, where the chat list shows it', async () => {
    await profile('晴耕雨读')
    await stage.sidebar.getByRole('button', { name: '改备注' }).click()
    await stage.sidebar.getByRole('textbox', { name: '备注' }).fill('晴耕 存单到期')
    await stage.sidebar.getByRole('button', { name: '保存' }).click()
    await chat('晴耕 存单到期').waitFor()
    await stage.sidebar.getByRole('tab', { name: '轨迹' }).click()
    await expect.poll(() => stage.sidebar.getByText('备注改为“晴耕 存单到期”').count()).toBe(1)
  })

  it('tells that WeCom is busy with the tags (45035), keeps what was chosen, and writes it on another try', async () => {
    await profile('石榴花开')
    await stage.control('faults', { path: 'externalcontact/mark_tag', errcode: 45035 })
    await stage.sidebar.getByRole('button', { name: '改标签' }).click()
    await stage.sidebar.getByRole('button', { name: '理财' }).click()
    await stage.sidebar.getByRole('button', { name: '保存' }).click()
    await stage.sidebar.getByText('等企业微信确认').waitFor()
    await stage.sidebar.getByText('企业微信一次只接受一个修改').waitFor()
    const chips = stage.sidebar.locator('.tags')
    expect(await chips.count()).toBe(0)
    await stage.mendEverything()
    await stage.sidebar.getByRole('button', { name: '重试' }).click()
    await expect.poll(() => chips.allTextContents()).toEqual(['理财'])
    await expect.poll(() => stage.sidebar.getByText('等企业微信确认').count()).toBe(0)
  })
})
