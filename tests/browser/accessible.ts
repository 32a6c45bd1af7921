import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What axe finds wrong with a page as it stands, by WCAG 2.2 AA: each as `rule: the first element`. Our pages have no frames of others, so axe runs in the page alone
 * (its legacy mode), and what passes is counted but not described: a fifth of the time.
 */
export async function accessibilityErrors(page: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).options({ runOnly: RULES, resultTypes: ['violations'] }).setLegacyMode(true)
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${String(nodes[0]?.html.slice(0, 200))}`)
}
