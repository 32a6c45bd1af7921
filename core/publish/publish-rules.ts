import source from './publish-rules.json' with { type: 'json' }

/** A rule of the domain's list, or a warning. */
export interface PublishRuleEntry {
  /** G01 … G40, W01 … W14. */
  readonly id: string
  readonly meaning: string
  /**
   * What it is judged by. `form`: the schema check. `event`: the event alone, at the door. `own-events`: the publisher's earlier events, by intake.
   * `case`: what the case holds, by the timeline; the receipt says so. `event-and-case`, `event-and-own-events`: a part each.
   */
  readonly judged_by: 'form' | 'event' | 'own-events' | 'case' | 'event-and-case' | 'event-and-own-events'
  /** Codes of answers that mean this rule, where the answer's code is not the rule's id. */
  readonly codes?: readonly string[]
}

/** Every publish rule and warning, in the order of the domain's list. Each is a file core/publish/<id>-….ts, or in core/publish/own-events/ or core/publish/in-case/. */
export const publishRuleEntries: readonly PublishRuleEntry[] = [...source.rules, ...source.warnings] as readonly PublishRuleEntry[]

const byCode = new Map(publishRuleEntries.flatMap(({ id, codes = [] }) => [id, ...codes].map((code) => [code, id] as const)))

/** The publish rule or warning that the code of an answer means; undefined of an input that no rule speaks of, such as `wrong-type`. */
export const ruleOfCode = (code: string): string | undefined => byCode.get(code)
