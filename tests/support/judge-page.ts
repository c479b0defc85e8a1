import axe from 'axe-core'
import type { Page } from 'playwright-core'

type Violation = { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }

const everything = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** One line for every place that breaks WCAG 2.2 AA as far as axe can tell; empty when all is well. */
export const judgePage = (page: Page): Promise<string[]> => judge(page, everything)

/** The same for what another colour scheme can change. */
const judgeColours = (page: Page): Promise<string[]> => judge(page, colours)

/** The whole in light, and what may differ in dark; the page is open once. */
export async function judgeBoth(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await judgePage(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await judgeColours(page)
  return [...light, ...dark.map((fault) => `dark: ${fault}`)]
}

async function judge(page: Page, runOnly: object): Promise<string[]> {
  // Colours are judged as they are at rest, not halfway through a transition.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.waitForTimeout(400)
  await page.evaluate(axe.source)
  const violations = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(runOnly)} }).then(({ violations }) => violations)`,
  )) as Violation[]
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} (${help}) ${failureSummary ?? ''}`),
  )
}
