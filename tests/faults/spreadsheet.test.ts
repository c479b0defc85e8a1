import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportFormats } from '../../server/domain/branch-export.ts'
import { fileOf } from '../../server/features/branch/export-file.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

const LINK = 'HYPERLINK("https://evil.example","中奖")'
const everyLeading = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
const leadingOfNames = ['=', '+', '-', '@', '\t=', '\r=', '\n=', '＝', '＋', '－', '＠', ' =', '\u200B=', "'="]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhenke-spreadsheet-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What LibreOffice makes of a file: its rows with any text, and its cells with a formula; formulas in CSV are let in. */
function openInLibreOffice(bytes: Uint8Array | string, format: string): { rows: number; formulas: number } {
  const file = join(folder, `opened.${format}`)
  writeFileSync(file, bytes)
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
  const reads = format === 'csv' ? ['--infilter=CSV:44,34,76,1'] : []
  const asked = [profile, '--headless', ...reads, '--convert-to', 'fods', '--outdir', folder, file]
  const { error, status } = spawnSync('soffice', asked, { stdio: 'ignore' })
  if (error) throw new Error('LibreOffice is missing: apt-get install libreoffice-calc-nogui', { cause: error })
  expect(status).toBe(0)
  const sheet = readFileSync(join(folder, 'opened.fods'), 'utf8')
  const rows = sheet.match(/<table:table-row\b.*?<\/table:table-row>/gs) ?? []
  return {
    rows: rows.filter((row) => row.includes('<text:p>')).length,
    formulas: sheet.match(/table:formula=/g)?.length ?? 0,
  }
}

describe('LibreOffice, opening what the product writes (T26)', () => {
  it('runs what nobody has made harmless', () => {
    expect(openInLibreOffice(`=1+1,"=${LINK.replaceAll('"', '""')}"\r\n`, 'csv').formulas).toBe(2)
  })

  it.each(exportFormats)('finds no formula in a file of %s, whatever a text begins with', async (format) => {
    const rows = everyLeading.map((leading) => [`${leading}1+1`, `${leading}=1+1`, `${leading}${LINK}`])
    const opened = openInLibreOffice(await fileOf([['标题'], ['一', '二', '三'], ...rows], format, '样例'), format)
    expect(opened).toEqual({ rows: rows.length + 2, formulas: 0 })
  })

  describe('of a branch whose contacts have such names', () => {
    let world: TestWorld
    beforeAll(async () => {
      world = await startWorld()
      for (const leading of leadingOfNames)
        await world.control('adds', { employeeId: 'LinXiaoMan', name: `${leading}${LINK}` })
      await world.product.runDue()
    })
    afterAll(() => world.stop())

    it.each(exportFormats)('finds no formula in its export as %s', async (format) => {
      const lead = await world.signIn('LiChunFeng')
      const asked = await lead.post<{ export: { id: string } }>('/api/branches/2/exports', { kind: 'adds', format })
      await world.product.runDue()
      const address = `${world.product.publicOrigin}/api/exports/${asked.body.export.id}/file`
      const file = await fetch(address, { headers: { cookie: String(lead.jar) } })
      expect(file.status).toBe(200)
      const opened = openInLibreOffice(Buffer.from(await file.arrayBuffer()), format)
      expect(opened.formulas).toBe(0)
      expect(opened.rows).toBeGreaterThan(leadingOfNames.length)
    })

    it("finds none in the employee's own record", async () => {
      const employee = await world.signIn('LinXiaoMan')
      const { status, text } = await employee.get('/api/my-record.csv')
      expect(status).toBe(200)
      expect(text).toContain('HYPERLINK')
      expect(openInLibreOffice(text, 'csv').formulas).toBe(0)
    })
  })
})
