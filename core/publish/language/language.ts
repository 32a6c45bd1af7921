import type { EventSchema } from '../../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import { asRead } from '../as-read.ts'
import source from './language-rules.json' with { type: 'json' }
import { compileRule, type LanguageRules } from './language-rule.ts'
import { withoutQuotations } from './quoted-speech.ts'

/** The language rules in force. */
export const languageRules = source as LanguageRules

const rules = languageRules.rules.map((rule) => ({ ...rule, speaksTo: compileRule(rule) }))
const spoken: ReadonlySet<string> = new Set(languageRules.spoken_fields)

/** The agency's own words in a text: what it quotes is left out. Every apostrophe is the plain one. */
const ownWords = (text: string): string => withoutQuotations(asRead(text)).replace(/[‘’ʼ]/g, "'")

/**
 * Where the free text of an event's details, outside quoted speech, meets a language rule of a level. The words of the answer are the rule's advice.
 * INVARIANT: never the words that were met.
 */
export const languageFindings = (
  { data: { details } }: AgencyEvent,
  schema: EventSchema,
  level: 'block' | 'warn',
  code: string,
): FieldError[] =>
  schema.details.flatMap(({ name, kind }): FieldError[] => {
    const value = details[name]
    if (kind !== 'text' || spoken.has(name) || typeof value !== 'string') return []
    const text = ownWords(value)
    return rules
      .filter((rule) => rule.level === level && rule.speaksTo(text))
      .map(({ id, advice }) => ({ pointer: `/data/details/${name}`, code, rule: id, detail: `${advice} (language rule ${id}).` }))
  })
