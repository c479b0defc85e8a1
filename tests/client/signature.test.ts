// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const refused = (code: number) => ({
  err_msg: `not match any reliable domain. more info at https://open.work.weixin.qq.com/devtool/query?e=${code}`,
})
const sign = 'POST /api/wecom/signature'

describe('When WeCom refuses the signature', () => {
  it('says which code it was, what it means, and the words of WeCom', async () => {
    sidebar.wecom.answer('agentConfig', refused(80001))
    await sidebar.open()
    await sidebar.shows('企业微信没有通过页面校验')
    await sidebar.shows('80001：这个网址不在应用的可信域名里')
    await sidebar.shows('not match any reliable domain')
  })

  it('does not register again and again while the page is shown and hidden', async () => {
    sidebar.wecom.answer('agentConfig', refused(80001))
    await sidebar.open()
    await sidebar.shows('80001')
    const before = sidebar.wecom.named('agentConfig').length
    for (let times = 0; times < 5; times++) sidebar.comeBack()
    await sidebar.shows('80001')
    expect(sidebar.wecom.named('agentConfig')).toHaveLength(before)
  })

  it('tries a signature from fresh tickets by itself, and shows the contact when that is taken', async () => {
    let tries = 0
    sidebar.wecom.answer('agentConfig', () => (++tries < 3 ? refused(40093) : {}))
    await sidebar.open()
    await sidebar.shows('春天的风')
    expect(sidebar.server.askedFor(sign).map(({ body }) => JSON.parse(body).fresh)).toEqual([true])
  })
})
