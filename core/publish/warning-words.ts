import type { FieldError } from '../../schemas/codec/errors.ts'
import type { EventWarning } from '../case/index-part.ts'
import { languageRules } from './language/language.ts'
import { publishRuleEntries } from './publish-rules.ts'

const meanings = new Map(publishRuleEntries.map(({ id, meaning }) => [id, meaning]))
const advice = new Map(languageRules.rules.map((rule) => [rule.id, rule.advice]))

/** How a warning is kept with its event: its code, and the language rule's id where there is one. */
export const keptWarning = ({ pointer, code, rule }: FieldError): EventWarning => ({
  pointer,
  code: rule === undefined ? code : `${code}:${rule}`,
})

/** A kept warning in words: a language rule's advice, else what the warning means. */
export function warningOf({ pointer, code: kept }: EventWarning): FieldError {
  const [code = '', rule] = kept.split(':')
  const detail = advice.get(rule ?? '') ?? meanings.get(code) ?? 'A warning of the publish rules.'
  return { pointer, code, detail, ...(rule === undefined ? {} : { rule }) }
}
