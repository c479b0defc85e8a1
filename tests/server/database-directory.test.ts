import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { transformWithOxc } from 'vite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lockDirectory } from '../../server/database/directory-lock.ts'
import { openDatabase } from '../../server/database/open-database.ts'
import { emptyPglite } from '../support/pglite-template.ts'
import { silentLog } from '../support/silent-log.ts'

let directory: string
let drop: () => Promise<void>
beforeEach(async () => {
  const empty = await emptyPglite()
  directory = empty.where.directory
  drop = empty.drop
})
afterEach(() => drop())

const at = new Date('2026-11-22T08:00:00Z')

describe('a PGlite directory', () => {
  it('keeps what was committed when it is opened again', async () => {
    const first = await openDatabase({ directory }, silentLog)
    await first.write(async (tx) => {
      await tx.insertInto('setting').values({ name: 'kept', value: '{}', updatedAt: at }).execute()
    })
    await first.close()
    const second = await openDatabase({ directory }, silentLog)
    expect(await second.read.selectFrom('setting').select('name').execute()).toEqual([{ name: 'kept' }])
    await second.close()
  })

  it('has every commit on the disk before it is told', async () => {
    const database = await openDatabase({ directory }, silentLog)
    const synced = vi.spyOn(fs, 'fdatasyncSync')
    for (const name of ['a', 'b', 'c']) {
      await database.write(async (tx) => {
        await tx.insertInto('setting').values({ name, value: '{}', updatedAt: at }).execute()
      })
    }
    expect(synced.mock.calls.length).toBeGreaterThanOrEqual(3)
    synced.mockRestore()
    await database.close()
  })

  it('refuses a second opener within two seconds, in Chinese and English', async () => {
    const database = await openDatabase({ directory }, silentLog)
    const begin = performance.now()
    await expect(openDatabase({ directory }, silentLog)).rejects.toThrow(
      /正被另一个真客进程使用.*in use by another Zhenke/,
    )
    expect(performance.now() - begin).toBeLessThan(2_000)
    await database.close()
    await (await openDatabase({ directory }, silentLog)).close()
  })

  it('is made anew when its very first start was interrupted', async () => {
    fs.rmSync(join(directory, 'prepared'))
    fs.rmSync(join(directory, 'pglite', 'global'), { recursive: true })
    const database = await openDatabase({ directory }, silentLog)
    expect(await database.read.selectFrom('setting').selectAll().execute()).toEqual([])
    await database.close()
  })

  it('is never made anew once it has served: a broken one stops the start', async () => {
    fs.rmSync(join(directory, 'pglite', 'global'), { recursive: true })
    await expect(openDatabase({ directory }, silentLog)).rejects.toThrow(/./)
    expect(fs.existsSync(join(directory, 'interrupted'))).toBe(false)
  })
})

describe('the lock of a directory', () => {
  let holder: ChildProcess | undefined
  afterEach(() => holder?.kill('SIGKILL'))

  it('keeps another process out while its holder lives, and lets it in after kill -9', async () => {
    holder = await holdElsewhere(directory)
    const begin = performance.now()
    await expect(lockDirectory(directory)).rejects.toThrow('in use by another Zhenke')
    expect(performance.now() - begin).toBeLessThan(2_000)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(fs.existsSync(join(directory, 'server.pid'))).toBe(true)
    const unlock = await lockDirectory(directory)
    await unlock()
    expect(fs.existsSync(join(directory, 'server.pid'))).toBe(false)
  })

  it('believes the beating pid file of another machine that shares the directory, and not a still one', async () => {
    const file = join(directory, 'server.pid')
    fs.writeFileSync(file, JSON.stringify({ pid: 1, started: '1', host: 'another-made-up-host' }))
    const pulse = setInterval(() => fs.utimesSync(file, new Date(), new Date()), 100)
    await expect(lockDirectory(directory)).rejects.toThrow('in use by another Zhenke')
    clearInterval(pulse)
    const unlock = await lockDirectory(directory)
    await unlock()
  })

  it('is not held by a pid file that a crash cut off', async () => {
    fs.writeFileSync(join(directory, 'server.pid'), '{"pid":')
    const unlock = await lockDirectory(directory)
    expect(JSON.parse(fs.readFileSync(join(directory, 'server.pid'), 'utf8'))).toMatchObject({ pid: process.pid })
    await unlock()
  })
})

async function holdElsewhere(held: string): Promise<ChildProcess> {
  const source = 'server/database/directory-lock.ts'
  const { code } = await transformWithOxc(fs.readFileSync(source, 'utf8'), source)
  const script = join(fs.mkdtempSync(join(tmpdir(), 'zhenke-lock-')), 'hold.mjs')
  const hold = `await lockDirectory(${JSON.stringify(held)}); process.send('held'); setInterval(() => {}, 1000)`
  fs.writeFileSync(script, `${code}\n${hold}`)
  const child = fork(script, { stdio: 'inherit' })
  await once(child, 'message')
  return child
}
