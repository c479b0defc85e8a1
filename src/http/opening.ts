import type { Opening } from '#contract/opening.ts'

/** What the server wrote into the page; null when the page came without (then everything is asked for). */
export function readOpening(): Opening | null {
  const text = document.getElementById('opening')?.textContent?.trim()
  return text ? (JSON.parse(text) as Opening) : null
}

/** When this page's opening was written, by the browser's own clock: its signature ages from here. */
export const openedAt = performance.timeOrigin
