import type { InCaseRule } from './rule.ts'

/**
 * A rule of the case kept with the event and told to nobody: what the publisher may hear of it, it hears before its event is in a case (core/publish/own-events/). What it was
 * warned of there is not kept twice.
 */
export const kept =
  (rule: InCaseRule): InCaseRule =>
  (inCase) =>
    rule(inCase)
      .filter((found) => !inCase.index.warnings.some(({ code, pointer }) => code === found.rule && pointer === found.pointer))
      .map((found) => ({ ...found, restsOn: 'others' }))
