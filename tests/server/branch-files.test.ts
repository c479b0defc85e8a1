import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findExport, readBytes } from '../../server/features/branch/export-store.ts'
import { readExportFile, readExports } from '../../server/features/branch/read-exports.ts'
import { requestExport } from '../../server/features/branch/request-export.ts'
import { writeExport } from '../../server/features/branch/write-export.ts'
import { findActor } from '../../server/features/employee/find-actor.ts'
import { forgetOld } from '../../server/retention.ts'
import { MONDAY_TEN, people, startBranchGround, type BranchGround } from '../support/branch-ground.ts'
import { layHistories } from '../support/branch-histories.ts'

const { leadA, leadB } = people

let ground: BranchGround
beforeAll(async () => {
  ground = await startBranchGround()
  await ground.fresh()
  await ground.ports.database.write(layHistories)
})
afterAll(() => ground.stop())

describe('an export that was asked for', () => {
  const filter = { from: null, to: null, employeeId: null, status: null }
  const ask = async () =>
    (
      await requestExport(leadA, ground.ports, {
        branchId: '2',
        kind: 'adds',
        format: 'csv',
        filter,
        reason: null,
      })
    ).row.id
  const found = (id: string) => findExport(ground.ports.database.read, id)

  it('is refused when the requester has left, or leads the branch no more, before it is written', async () => {
    for (const actor of [null, { ...leadA, scope: [] }, leadB]) {
      const id = await ask()
      await writeExport(ground.ports, { exportId: id, findActor: async () => actor })
      expect(await found(id)).toMatchObject({ refused: 'out-of-scope', readyAt: null })
    }
  })

  it('is written once, however often the job runs', async () => {
    const id = await ask()
    await writeExport(ground.ports, { exportId: id, findActor: async () => leadA })
    const before = (await ground.auditActions()).length
    await writeExport(ground.ports, { exportId: id, findActor: async () => leadA })
    expect(await ground.auditActions()).toHaveLength(before)
    expect((await found(id))?.rowCount).toBeGreaterThan(30)
  })
})

describe('the file of an export', () => {
  const fetchFile = (id: string) => readExportFile(leadA, ground.ports, { id })

  it('is there for seven days, then forgotten, while its history stays', async () => {
    const filter = { from: null, to: null, employeeId: null, status: null }
    const asked = { branchId: '2', kind: 'followUps', format: 'csv', filter, reason: null } as const
    const { row } = await requestExport(leadA, ground.ports, asked)
    await expect(fetchFile(row.id)).rejects.toThrow('export/not-ready')
    await writeExport(ground.ports, { exportId: row.id, findActor: async () => leadA })
    const lines = Buffer.from((await fetchFile(row.id)).base64, 'base64')
      .toString('utf8')
      .split('\r\n')
    expect(lines.length).toBeGreaterThan(6)
    ground.setTime('2026-11-30T09:59:59+08:00')
    expect((await fetchFile(row.id)).name).toContain('followUps-2-by-lead-a')
    ground.setTime('2026-11-30T10:00:00+08:00')
    await expect(fetchFile(row.id)).rejects.toThrow('export/expired')
    await forgetOld(ground.ports)
    expect(await readBytes(ground.ports.database.read, row.id)).toBeNull()
    expect((await readExports(leadA, ground.ports)).map(({ id }) => id)).toContain(row.id)
    ground.setTime(MONDAY_TEN)
  })
})

describe('the scope of a stand-in', () => {
  it("is the lead's from the first moment of the first day to the last of the last", async () => {
    const lend = { id: 'lent', leadId: 'lead-b', deputyId: 'teller-b1', firstDay: '2026-11-24', lastDay: '2026-11-25' }
    const entered = { enteredBy: 'lead-b', enteredAt: new Date(MONDAY_TEN), endedBy: null, endedAt: null }
    await ground.ports.database.write(async (tx) => {
      await tx.insertInto('branchLead').values({ branchId: '3', employeeId: 'lead-b' }).execute()
      await tx
        .insertInto('standIn')
        .values({ ...lend, ...entered })
        .execute()
    })
    const scopes: [string, string[]][] = []
    for (const time of ['23T23:59:59', '24T00:00:00', '25T23:59:59', '26T00:00:00']) {
      ground.setTime(`2026-11-${time}+08:00`)
      scopes.push([time, (await findActor(ground.ports, 'teller-b1', 'zh-CN'))?.scope ?? []])
    }
    expect(scopes.map(([, scope]) => scope)).toEqual([[], ['3'], ['3'], []])
    ground.setTime(MONDAY_TEN)
  })
})
