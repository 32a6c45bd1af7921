import { shownDay } from './days.ts'
import { codesIn, flagIn, numberIn, textIn, type PatternItem } from './item.ts'
import type { Risk } from './pattern.ts'

/** Questions of a tool that counts them (domain model G.1). */
const MOST: Readonly<Record<string, number>> = { DASH: 24, DASH_POLICE: 27 }

/** Assessments by tool, each on its own scale, and changes of level. Nothing is compared between tools, added or averaged. */
export function riskView(items: readonly PatternItem[]): Risk {
  const byTool = Map.groupBy(
    items.filter(({ type }) => type === 'risk.assessment-completed'),
    (item) => textIn(item, 'tool') ?? null,
  )
  return {
    tools: [...byTool]
      .toSorted(([one], [other]) => ((one ?? '~') < (other ?? '~') ? -1 : 1))
      .map(([tool, assessments]) => ({
        tool,
        most: tool === null ? null : (MOST[tool] ?? null),
        assessments: assessments.map((item) => ({
          event: item.id,
          on: shownDay(item),
          agency: item.agency,
          level: textIn(item, 'level') ?? null,
          score: numberIn(item, 'ticks') ?? null,
          raised_by_judgement: flagIn(item, 'judgement_raises_level') ?? null,
          informed_by_harmed: flagIn(item, 'informed_by_harmed') ?? null,
          her_view: textIn(item, 'harmed_perception') ?? null,
          valid_until: textIn(item, 'valid_until') ?? null,
        })),
      })),
    levels: items
      .filter(({ type }) => type === 'risk.level-changed')
      .map((item) => ({
        event: item.id,
        on: shownDay(item),
        agency: item.agency,
        from: textIn(item, 'from_level') ?? null,
        to: textIn(item, 'to_level') ?? null,
        reasons: codesIn(item, 'reasons'),
        harmed_input: textIn(item, 'harmed_input') ?? null,
      })),
  }
}
