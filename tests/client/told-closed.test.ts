// @vitest-environment happy-dom
import { describe, it } from 'vitest'
import { followUp, followUpId, opening } from './support/made-up.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const asOf = '2026-11-23T16:00:00+08:00'
const closed = (state: 'cancelled' | 'completed') => {
  const history = [{ kind: state, at: '2026-11-23T10:05:00+08:00', by: '李春风' }]
  return { body: { followUp: followUp({ state, title: '样例回访', history }), asOf } }
}
const openMessage = (locale: 'zh-CN' | 'en' = 'zh-CN') =>
  sidebar.open({
    hash: `#/contact?follow-up=${followUpId}&contact=wmSPRING`,
    opening: { ...opening, session: { ...opening.session, locale } },
  })

describe('Whoever opens the message of a follow-up that is closed already', () => {
  it('is told that it was withdrawn, and by whom', async () => {
    sidebar.server.answer(`GET /api/follow-ups/${followUpId}`, closed('cancelled'))
    await openMessage()
    await sidebar.shows('“样例回访”已由李春风于')
    await sidebar.shows('撤回，不用再做')
  })

  it('is told so in English', async () => {
    sidebar.server.answer(`GET /api/follow-ups/${followUpId}`, closed('cancelled'))
    await openMessage('en')
    await sidebar.shows('was withdrawn by 李春风')
  })

  it('is told that it is completed', async () => {
    sidebar.server.answer(`GET /api/follow-ups/${followUpId}`, closed('completed'))
    await openMessage()
    await sidebar.shows('“样例回访”已于')
  })
})
