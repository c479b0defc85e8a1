import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Stage, startStage } from './harness.ts'

let stage: Stage
beforeEach(async () => {
  stage = await startStage({ scenario: 'empty-day' })
})
afterEach(() => stage.stop())

const errcodeOf = async (path: string) => (await stage.json('GET', path))['errcode']

describe('gettoken', () => {
  it('gives the same token until 7200 seconds of the simulator have passed', async () => {
    const first = await stage.token()
    expect(await stage.token()).toBe(first)
    await stage.control('clock', { advance: 'PT2H' })
    expect(await stage.token()).not.toBe(first)
  })

  it('reports a missing secret before a missing corp', async () => {
    expect(await errcodeOf('/cgi-bin/gettoken')).toBe(41004)
    expect(await errcodeOf('/cgi-bin/gettoken?corpsecret=x')).toBe(40013)
  })

  it('blocks the address for an hour after several wrong secrets', async () => {
    const wrong = `/cgi-bin/gettoken?corpid=${stage.simulator.credentials.corpId}&corpsecret=wrong`
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await errcodeOf(wrong)).toBe(40001)
    const { corpId, secret } = stage.simulator.credentials
    const right = `/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${secret}`
    expect(await errcodeOf(right)).toBe(45009)
    await stage.control('clock', { advance: 'PT1H' })
    expect(await errcodeOf(right)).toBe(0)
  })
})

describe('a call', () => {
  it('looks at the token before the parameters, and in the query only', async () => {
    const bare = await stage.json('GET', '/cgi-bin/externalcontact/list', undefined, {
      authorization: `Bearer ${await stage.token()}`,
    })
    expect(bare).toMatchObject({ httpStatus: 200, errcode: 41001, external_userid: [] })
    expect(await errcodeOf('/cgi-bin/externalcontact/list?access_token=nonsense')).toBe(40014)
  })

  it('tells an expired token apart from an ended one', async () => {
    const old = await stage.token()
    await stage.control('clock', { advance: 'PT2H' })
    expect(await errcodeOf(`/cgi-bin/department/list?access_token=${old}`)).toBe(42001)
    const fresh = await stage.token()
    await stage.control('tokens', {})
    expect(await errcodeOf(`/cgi-bin/department/list?access_token=${fresh}`)).toBe(40014)
  })

  it('has a wordy errmsg, but a bare one for a bad token', async () => {
    const bare = await stage.json('GET', '/cgi-bin/department/list?access_token=nonsense')
    expect(bare['errmsg']).toBe('invalid access_token')
    const wordy = await stage.ask('user/get', { userid: 'Nobody' })
    expect(wordy['errmsg']).toMatch(/^userid not found, hint: \[\d+_.+\], from ip: .+, more info at https:.+\?e=60111$/)
  })

  it('of an unknown path is 404 with an empty body', async () => {
    const response = await fetch(`${stage.origin}/cgi-bin/nothing/here`)
    expect([response.status, await response.text()]).toEqual([404, ''])
  })

  it('counts: the 101st ticket within an hour is refused until the hour has passed', async () => {
    const token = await stage.token()
    const path = `/cgi-bin/get_jsapi_ticket?access_token=${token}`
    for (let count = 0; count < 100; count += 1) await stage.json('GET', path)
    expect(await errcodeOf(path)).toBe(45009)
    await stage.control('clock', { advance: 'PT1H' })
    expect(await errcodeOf(path)).toBe(0)
  })

  it('fails as a switch says, as often as it says', async () => {
    await stage.control('faults', { path: '/cgi-bin', errcode: 60020, times: 1 })
    expect(await errcodeOf('/cgi-bin/gettoken')).toBe(60020)
    expect(await errcodeOf('/cgi-bin/gettoken')).toBe(41004)
  })

  it('can be cut or answered with a status', async () => {
    await stage.control('faults', { path: 'department/list', drop: true, times: 1 })
    await expect(stage.ask('department/list')).rejects.toThrow('fetch failed')
    await stage.control('faults', { path: 'department/list', status: 502, times: 1 })
    expect(await stage.ask('department/list')).toEqual({ httpStatus: 502 })
  })

  it('with the contact-sync secret may not read contacts', async () => {
    const { corpId, directorySecret } = stage.simulator.credentials
    const { access_token: token } = await stage.json(
      'GET',
      `/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${directorySecret}`,
    )
    expect(await errcodeOf(`/cgi-bin/externalcontact/get_follow_user_list?access_token=${token}`)).toBe(48002)
  })
})

describe('the directory', () => {
  it('has a head office, three branches and twelve employees', async () => {
    const departments = await stage.ask('department/list')
    expect(departments['department']).toHaveLength(4)
    const lists = await Promise.all([1, 2, 3, 4].map((id) => stage.ask('user/list', { department_id: String(id) })))
    expect(lists.flatMap((list) => list['userlist'])).toHaveLength(12)
  })

  it('does not return sensitive fields and compares userids without case', async () => {
    const employee = await stage.ask('user/get', { userid: 'linxiaoman' })
    expect(employee).toMatchObject({ userid: 'LinXiaoMan', is_leader_in_dept: [0], main_department: 2, status: 1 })
    expect(Object.keys(employee)).not.toContain('mobile')
  })
})

describe('contacts', () => {
  it('come page by page with an opaque cursor', async () => {
    const { follow_user: userids } = await stage.ask('externalcontact/get_follow_user_list')
    const first = await stage.tell('externalcontact/batch/get_by_user', { userid_list: userids, limit: 15 })
    expect(first['external_contact_list']).toHaveLength(15)
    const second = await stage.tell('externalcontact/batch/get_by_user', {
      userid_list: userids,
      limit: 15,
      cursor: first['next_cursor'],
    })
    expect(second['external_contact_list']).toHaveLength(5)
    expect(second['next_cursor']).toBe('')
    const forged = await stage.tell('externalcontact/batch/get_by_user', { userid_list: userids, cursor: 'MTA' })
    expect(forged['errcode']).toBe(40035)
  })

  it('stay readable when they removed the employee, and answer 84061 when the employee removed them', async () => {
    const { contactId } = await stage.control('adds', { employeeId: 'LinXiaoMan', name: '晚风' })
    const read = () => stage.ask('externalcontact/get', { external_userid: String(contactId) })
    await stage.control('deletions', { employeeId: 'LinXiaoMan', contactId, by: 'contact' })
    expect(await read()).toMatchObject({ errcode: 0, external_contact: { name: '晚风' } })
    await stage.control('adds', { employeeId: 'LinXiaoMan', contactId })
    await stage.control('deletions', { employeeId: 'LinXiaoMan', contactId, by: 'employee' })
    expect(await read()).toMatchObject({ errcode: 84061, follow_user: [] })
  })

  it('half added are none to the API', async () => {
    const { contactId } = await stage.control('adds', { employeeId: 'LinXiaoMan', name: '半个', half: true })
    expect(await stage.ask('externalcontact/get', { external_userid: String(contactId) })).toMatchObject({
      errcode: 84061,
    })
  })

  it('refuse two tag writes at once', async () => {
    const { contactId } = await stage.control('adds', { employeeId: 'LinXiaoMan', name: '晚风' })
    const [group] = (await stage.world())['tagGroups'] as { tags: { id: string }[] }[]
    const body = { userid: 'LinXiaoMan', external_userid: contactId, add_tag: [group?.tags[0]?.id] }
    await stage.token()
    // Many at once: on a slow machine two alone may come one after the other.
    const answers = await Promise.all(Array.from({ length: 20 }, () => stage.tell('externalcontact/mark_tag', body)))
    expect(new Set(answers.map((answer) => answer['errcode']))).toEqual(new Set([0, 45035]))
  })

  it('take no tag that the corp does not have', async () => {
    const { contactId } = await stage.control('adds', { employeeId: 'LinXiaoMan', name: '晚风' })
    const body = { userid: 'LinXiaoMan', external_userid: contactId, add_tag: ['etNOWHERE'] }
    expect(await stage.tell('externalcontact/mark_tag', body)).toMatchObject({ errcode: 40068 })
  })

  it('have ids, numbers and phones that can belong to nobody', async () => {
    const world = await stage.world()
    const contacts = world['contacts'] as { identity: { idNumber: string; phone: string } }[]
    expect(contacts).toHaveLength(60)
    expect(contacts.every(({ identity }) => /^99\d{15}[\dX]$/.test(identity.idNumber))).toBe(true)
    expect(contacts.every(({ identity }) => /^154\d{8}$/.test(identity.phone))).toBe(true)
  })
})

describe('a group chat', () => {
  const read = (chatId: unknown) => stage.tell('externalcontact/groupchat/get', { chat_id: chatId })

  it('names its owner, its employees and its contacts; one that nobody opened is refused', async () => {
    const { contactId } = await stage.control('adds', { employeeId: 'LinXiaoMan', name: '晚风' })
    const wanted = { name: '虚构的群', ownerId: 'linxiaoman', employeeIds: ['ZhaoTing'], contactIds: [contactId] }
    const { chatId } = await stage.control('group-chats', wanted)
    const { group_chat: group } = await read(chatId)
    expect(group).toMatchObject({ chat_id: chatId, name: '虚构的群', owner: 'LinXiaoMan' })
    const { member_list: members } = group as { member_list: { userid: string; type: number }[] }
    expect(members.map(({ userid, type }) => [userid, type])).toEqual([
      ['LinXiaoMan', 1],
      ['ZhaoTing', 1],
      [contactId, 2],
    ])
    expect(await read('wrNOBODYSGROUP')).toMatchObject({ errcode: 40050 })
  })
})

const card = (touser: string, more: object = {}) => ({
  touser,
  msgtype: 'textcard',
  agentid: stage.simulator.credentials.agentId,
  textcard: { title: '有一个跟进任务', description: '请今天联系', url: 'http://127.0.0.1/#/contact' },
  ...more,
})

describe('messages', () => {
  it('reach those they can and name the others in lower case', async () => {
    const answer = await stage.tell('message/send', card('LinXiaoMan|GhostOfNobody'))
    expect(answer).toMatchObject({ errcode: 0, invaliduser: 'ghostofnobody' })
    expect((await stage.world())['notices']).toMatchObject([{ employeeId: 'LinXiaoMan', title: '有一个跟进任务' }])
  })

  it('to nobody fail, and so do those of another app', async () => {
    expect(await stage.tell('message/send', card('GhostOfNobody'))).toMatchObject({ errcode: 81013 })
    expect(await stage.tell('message/send', card('LinXiaoMan', { agentid: 1 }))).toMatchObject({ errcode: 301002 })
  })

  it('beyond thirty a minute are dropped without a word', async () => {
    for (let count = 0; count < 31; count += 1) {
      expect(await stage.tell('message/send', card('LinXiaoMan'))).toMatchObject({ errcode: 0 })
    }
    expect((await stage.world())['notices']).toHaveLength(30)
  })

  it('of welcome are taken once, and within twenty seconds', async () => {
    const codeOf = async (name: string) => {
      await stage.control('adds', { employeeId: 'LinXiaoMan', name })
      return /<WelcomeCode><!\[CDATA\[(.+?)\]/.exec(stage.events().at(-1) ?? '')?.[1]
    }
    const send = (code: unknown) =>
      stage.tell('externalcontact/send_welcome_msg', { welcome_code: code, text: { content: '您好' } })
    const code = await codeOf('晚风')
    expect(await send(code)).toMatchObject({ errcode: 0 })
    expect(await send(code)).toMatchObject({ errcode: 41051 })
    const late = await codeOf('晨雾')
    await stage.control('clock', { advance: 'PT21S' })
    expect(await send(late)).toMatchObject({ errcode: 41050 })
  })
})

describe('a handover', () => {
  it('takes effect after a day, with an event for either side', async () => {
    const { contactId } = await stage.control('adds', { employeeId: 'LinXiaoMan', name: '晚风' })
    const { customer } = await stage.tell('externalcontact/transfer_customer', {
      handover_userid: 'LinXiaoMan',
      takeover_userid: 'ZhaoTing',
      external_userid: [contactId],
    })
    expect(customer).toEqual([{ external_userid: contactId, errcode: 0 }])
    expect(stage.events()).toHaveLength(1)
    await stage.control('clock', { advance: 'P1D' })
    const [gone, come] = stage.events().slice(1)
    expect(gone).toContain('DELETE_BY_TRANSFER')
    expect(come).toContain('<UserID><![CDATA[ZhaoTing]]></UserID>')
  })
})
