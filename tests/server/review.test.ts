import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lead, leadElsewhere, operator, otherOperator, startReviewWorld, type ReviewGround } from './review-ground.ts'
import { colleague, teller } from './verification-ground.ts'

let ground: ReviewGround
beforeAll(async () => {
  ground = await startReviewWorld()
})
afterAll(() => ground.stop())

const told = ({ status, body }: { status: number; body: { type?: string } }) => [status, body.type]

/** Opened by the lead, proposed by the lead, confirmed by the operator. */
async function rejected(name: string, employeeId = teller) {
  const made = await ground.add(employeeId, name)
  await ground.verify(employeeId, made.contact)
  const { body } = await ground.open(lead, made.addId)
  await ground.decide(lead, body.review.id, 'rejected')
  await ground.decide(operator, body.review.id, 'rejected')
  return { ...made, reviewId: body.review.id }
}

describe('A review', () => {
  it('is opened by a lead with a written reason, holds the add, and shows the employee the same sentence', async () => {
    const { addId } = await ground.add(teller, '复核的测试')
    const opened = await ground.open(lead, addId, '样例理由：夜里添加')
    expect(opened.status).toBe(201)
    expect(opened.body.review).toMatchObject({
      reason: '样例理由：夜里添加',
      add: { employee: { id: 'linxiaoman' } },
      verdict: { status: 'held' },
      openedBy: { id: 'lichunfeng' },
      may: { accept: true, propose: true, confirm: false, explain: false },
    })
    expect(await ground.verdict(addId)).toBe('held')
    const [own] = await ground.reviews(teller)
    expect(own).toMatchObject({
      reason: '样例理由：夜里添加',
      innocent: opened.body.review.innocent,
      openedBy: null,
      may: { accept: false, propose: false, explain: true },
    })
    expect(await ground.audited(opened.body.review.id)).toEqual(['lichunfeng review/opened'])
    await ground.decide(lead, opened.body.review.id, 'accepted')
  })

  it('needs its reason, of 500 characters at most', async () => {
    const { addId } = await ground.add(teller, '没有理由')
    for (const reason of ['', '   ', '长'.repeat(501)])
      expect((await ground.open(lead, addId, reason)).status).toBe(400)
    expect((await ground.open(lead, addId, '长'.repeat(500))).status).toBe(201)
  })

  it("is never opened, or decided, for an add of one's own", async () => {
    const { addId } = await ground.add(lead, '负责人自己的客户')
    expect(told(await ground.open(lead, addId))).toEqual([403, 'review/own-add'])
    const { review } = (await ground.open(operator, addId)).body
    for (const outcome of ['accepted', 'rejected'])
      expect(told(await ground.decide(lead, review.id, outcome))).toEqual([403, 'review/own-add'])
    expect(told(await ground.decide(operator, review.id, 'accepted'))).toEqual([200, undefined])
  })

  it('does not exist for a colleague or the lead of another branch', async () => {
    const { addId } = await ground.add(teller, '别人看不到')
    const { review } = (await ground.open(lead, addId)).body
    for (const name of [colleague, leadElsewhere]) {
      expect(told(await ground.open(name, addId))).toEqual([404, 'add/not-found'])
      expect(told(await ground.decide(name, review.id, 'accepted'))).toEqual([404, 'review/not-found'])
      expect(told(await ground.explain(name, review.id, '样例'))).toEqual([404, 'review/not-found'])
      expect((await ground.reviews(name)).map(({ id }) => id)).not.toContain(review.id)
    }
  })

  it('is one at a time, and none of what does not count anyway', async () => {
    const { addId } = await ground.add(teller, '只有一项复核')
    const both = await Promise.all([ground.open(lead, addId), ground.open(operator, addId)])
    expect(both.map(told).toSorted()).toEqual([
      [201, undefined],
      [409, 'review/already-open'],
    ])
    const { addId: void_ } = await rejected('已经不计入')
    expect(told(await ground.open(lead, void_))).toEqual([409, 'review/not-possible'])
  })

  it('shows what the employee says beside the facts', async () => {
    const { addId } = await ground.add(teller, '有话要说')
    const { review } = (await ground.open(lead, addId)).body
    expect((await ground.explain(teller, review.id, '字'.repeat(501))).status).toBe(400)
    await ground.explain(teller, review.id, '样例说明：一家人来开户')
    const seen = (await ground.reviews(lead)).find(({ id }) => id === review.id)
    expect(seen?.explanation?.text).toBe('样例说明：一家人来开户')
    expect(seen?.facts.length).toBeGreaterThan(2)
    await ground.decide(lead, review.id, 'accepted')
    expect(told(await ground.explain(teller, review.id, '样例'))).toEqual([409, 'review/not-open'])
  })

  it('takes two persons to reject, each with a reason', async () => {
    const { addId, contact } = await ground.add(teller, '两个人决定')
    await ground.verify(teller, contact)
    const { review } = (await ground.open(lead, addId)).body
    expect((await ground.decide(lead, review.id, 'rejected', '')).status).toBe(400)
    const proposed = await ground.decide(lead, review.id, 'rejected', '样例：不认识客户')
    expect(proposed.body.review).toMatchObject({ outcome: null, proposal: { by: { id: 'lichunfeng' } } })
    expect(await ground.verdict(addId)).toBe('held')
    expect(told(await ground.decide(lead, review.id, 'rejected'))).toEqual([409, 'review/second-person'])
    const [own] = (await ground.reviews(teller)).filter(({ id }) => id === review.id)
    expect(own?.proposal).toMatchObject({ by: null, reason: '样例：不认识客户' })
    const done = await ground.decide(operator, review.id, 'rejected', '样例：同意')
    expect(done.body.review).toMatchObject({ outcome: 'rejected', decision: { by: { id: 'zhouyunfan' } } })
    expect(await ground.verdict(addId)).toBe('void rejected')
    expect(await ground.entries(addId)).toEqual([
      '+1 2026-11-23 earned 2026-11-23 earned',
      '-1 2026-11-23 earned 2026-11-23 rejected',
    ])
    expect(told(await ground.decide(operator, review.id, 'accepted'))).toEqual([409, 'review/not-open'])
    expect(await ground.audited(review.id)).toEqual([
      'lichunfeng review/opened',
      'lichunfeng review/rejection-proposed',
      'zhouyunfan review/rejected',
    ])
  })

  it('may be accepted by one person though another proposed to reject', async () => {
    const { addId } = await ground.add(teller, '还是接受')
    const { review } = (await ground.open(lead, addId)).body
    await ground.decide(lead, review.id, 'rejected')
    expect((await ground.decide(operator, review.id, 'accepted', '')).body.review.outcome).toBe('accepted')
    expect(await ground.verdict(addId)).toBe('awaiting not-verified')
  })

  it('gives no credit while it holds, and takes none that was given (I6)', async () => {
    const before = await ground.add(teller, '先有效后复核')
    await ground.verify(teller, before.contact)
    await ground.open(lead, before.addId)
    expect(await ground.verdict(before.addId)).toBe('held')
    expect(await ground.entries(before.addId)).toHaveLength(1)
    const after = await ground.add(teller, '先复核后认证')
    const { review } = (await ground.open(lead, after.addId)).body
    await ground.verify(teller, after.contact)
    expect(await ground.entries(after.addId)).toEqual([])
    await ground.decide(lead, review.id, 'accepted')
    expect(await ground.entries(after.addId)).toEqual(['+1 2026-11-23 earned 2026-11-23 earned'])
  })
})

describe('An appeal', () => {
  it('is decided outside the branch by somebody who had no part in it; upheld, the add counts again', async () => {
    const { addId, reviewId } = await rejected('申诉成功')
    expect(told(await ground.appeal(colleague, addId))).toEqual([404, 'add/not-found'])
    expect(told(await ground.appeal(lead, addId))).toEqual([403, 'request/forbidden'])
    expect((await ground.appeal(teller, addId, '字'.repeat(501))).status).toBe(400)
    const made = await ground.appeal(teller, addId)
    expect(made).toMatchObject({ status: 201, body: { appeal: { state: 'waiting' } } })
    expect(told(await ground.appeal(teller, addId))).toEqual([409, 'appeal/not-possible'])
    const { id } = made.body.appeal
    expect(told(await ground.decideAppeal(teller, id, 'upheld'))).toEqual([403, 'appeal/other-person'])
    expect(told(await ground.decideAppeal(lead, id, 'upheld'))).toEqual([403, 'appeal/other-person'])
    expect(told(await ground.decideAppeal(operator, id, 'upheld'))).toEqual([403, 'appeal/other-person'])
    expect(told(await ground.decideAppeal(leadElsewhere, id, 'upheld'))).toEqual([404, 'appeal/not-found'])
    const waiting = (await ground.reviews(otherOperator)).find((review) => review.id === reviewId)
    expect(waiting).toMatchObject({ appeal: { text: '样例申诉：客户当面添加' }, may: { decideAppeal: true } })
    const done = await ground.decideAppeal(otherOperator, id, 'upheld')
    expect(done.body.review).toMatchObject({ appeal: { state: 'upheld' }, verdict: { status: 'effective' } })
    expect(await ground.verdict(addId)).toBe('effective')
    expect((await ground.entries(addId)).map((entry) => entry.slice(0, 2))).toEqual(['+1', '-1', '+1'])
    expect(told(await ground.decideAppeal(otherOperator, id, 'refused'))).toEqual([409, 'appeal/decided'])
    expect(await ground.audited(id)).toEqual(['linxiaoman appeal/made', 'zhengxugou appeal/upheld'])
  })

  it('that is refused needs a reason, and leaves the rejection', async () => {
    const { addId } = await rejected('申诉失败')
    const { id } = (await ground.appeal(teller, addId)).body.appeal
    expect((await ground.decideAppeal(otherOperator, id, 'refused', '')).status).toBe(400)
    await ground.decideAppeal(otherOperator, id, 'refused', '样例：事实没有变')
    expect(await ground.verdict(addId)).toBe('void rejected')
    const own = (await ground.reviews(teller, 'closed')).find((review) => review.add.id === addId)
    expect(own?.appeal).toMatchObject({ state: 'refused', answer: '样例：事实没有变' })
    expect(told(await ground.appeal(teller, addId))).toEqual([409, 'appeal/not-possible'])
  })

  it('is possible only against a rejection', async () => {
    const { addId } = await ground.add(teller, '没有复核')
    expect(told(await ground.appeal(teller, addId))).toEqual([409, 'appeal/not-possible'])
    await ground.open(lead, addId)
    expect(told(await ground.appeal(teller, addId))).toEqual([409, 'appeal/not-possible'])
  })
})

describe('A review over days', () => {
  it('that nobody decides for 5 working days accepts by itself, earned as without it (cases 17, 30)', async () => {
    const { addId, contact } = await ground.add(teller, '没有人决定')
    const { review } = (await ground.open(lead, addId)).body
    expect(review.dueAt).toBe('2026-12-01T00:00:00+08:00')
    await ground.verify(teller, contact)
    await ground.until('2026-11-30', '23:59')
    expect(await ground.verdict(addId)).toBe('held')
    await ground.until('2026-12-01', '00:00')
    expect(await ground.verdict(addId)).toBe('effective')
    expect(await ground.entries(addId)).toEqual(['+1 2026-12-01 earned 2026-11-23 earned'])
    const closed = (await ground.reviews(lead, 'closed')).find(({ id }) => id === review.id)
    expect(closed).toMatchObject({ outcome: 'accepted', decision: { at: review.dueAt, by: null, reason: null } })
  })

  it('has its time by the calendar of the branch: a closing day pushes it on', async () => {
    const { addId } = await ground.add(teller, '网点停业')
    const closed = { branchId: '2', weight: 0, note: '虚构的停业', enteredBy: 'system', enteredAt: new Date(0) }
    await ground.database.write(async (tx) => {
      await tx
        .insertInto('branchDay')
        .values({ ...closed, day: '2026-12-03' })
        .execute()
    })
    // Opened on Tuesday 1 December; Thursday is closed.
    expect((await ground.open(lead, addId)).body.review.dueAt).toBe('2026-12-10T00:00:00+08:00')
  })

  it('stops the window as long as it holds (case 18)', async () => {
    const { addId, contact } = await ground.add(teller, '有效期不走')
    const plain = await ground.add(teller, '有效期照走')
    await ground.until('2026-12-02')
    const { review } = (await ground.open(lead, addId)).body
    await ground.until('2026-12-08')
    await ground.decide(lead, review.id, 'accepted')
    await ground.until('2027-01-04')
    expect(await ground.verdict(plain.addId)).toBe('void window-passed')
    await ground.verify(teller, contact)
    expect(await ground.verdict(addId)).toBe('effective')
  })
})
