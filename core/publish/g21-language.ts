import { languageFindings } from './language/language.ts'
import type { PublishRule } from './rule.ts'

/** G21: text outside quoted speech passes the blocking language rules. */
export const g21Language: PublishRule = (event, { schema }) => languageFindings(event, schema, 'block', 'G21')
