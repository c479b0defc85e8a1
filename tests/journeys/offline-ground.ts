import type { CDPSession, Page } from 'playwright-core'
import type { Demo } from '../../simulator/start.ts'

export const row = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title })

export async function complete(page: Page, title: string, note = ''): Promise<void> {
  await page
    .getByRole('button', { name: `完成：${title}` })
    .last()
    .click()
  const sheet = page.getByRole('dialog')
  if (note) await sheet.getByRole('textbox').fill(note)
  await sheet.getByRole('button', { name: '完成任务' }).dblclick()
}

/** How often that was done to it, by the follow-up's own history. */
export const timesDone = async (demo: Demo, kind: 'completed' | 'postponed', followUpId: string): Promise<number> =>
  (
    await demo.product.database.read
      .selectFrom('followUpChange')
      .select('id')
      .where('followUpId', '=', followUpId)
      .where('kind', '=', kind)
      .execute()
  ).length

/** In the browser: everything that waits was kept eight days ago. */
export function ageByEightDays(): Promise<void> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('zhenke')
    opening.addEventListener('success', () => {
      const store = opening.result.transaction('pending-writes', 'readwrite').objectStore('pending-writes')
      const walk = store.openCursor()
      walk.addEventListener('success', () => {
        const place = walk.result
        if (!place) return resolve()
        const older = (write: { keptAt: number }) => ({ ...write, keptAt: write.keptAt - 8 * 86_400_000 })
        place.update(place.value.map(older))
        place.continue()
      })
    })
  })
}

/** In the browser: how many notes that are being written lie on the device. */
export function countDrafts(): Promise<number> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('zhenke-notes')
    opening.addEventListener('success', () => {
      const counting = opening.result.transaction('drafts').objectStore('drafts').count()
      counting.addEventListener('success', () => {
        opening.result.close()
        resolve(counting.result)
      })
    })
  })
}

export async function push(touch: CDPSession, from: { x: number; y: number }, by: number): Promise<void> {
  const at = (x: number) => ({ touchPoints: [{ x, y: from.y }] })
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(from.x) })
  for (let step = 1; step <= 6; step += 1)
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(from.x + (by * step) / 6) })
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}
