import { languageFindings } from './language/language.ts'
import type { PublishRule } from './rule.ts'

/** W01: text outside quoted speech that a language rule of the warning kind speaks to. */
export const w01Language: PublishRule = (event, { schema }) => languageFindings(event, schema, 'warn', 'W01')
