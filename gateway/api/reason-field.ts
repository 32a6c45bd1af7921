import { LEAST_CHARACTERS, LEAST_WORDS, reasonLacks } from '../../core/reasons/reason.ts'
import { PLAIN_TEXT } from '../../schemas/codec/says-something.ts'
import { plainText } from './plain-text.ts'

/** Most characters of what has to be said in words. */
export const MOST_CHARACTERS = 4_000
const TOO_LONG = `Say it in ${String(MOST_CHARACTERS)} characters at most.`

/** Words that say why (core/reasons/reason.ts), without control characters; what they lack is the message. */
export const reasonField = plainText()
  .trim()
  .superRefine((text, context) => {
    const message = text.length > MOST_CHARACTERS ? TOO_LONG : reasonLacks(text)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })

/** What a body's form says where no words were given. */
export const REASON_FORM = reasonLacks('') ?? ''

/** Such words as the OpenAPI document has them. */
export const reasonSchema = (description: string): object => ({
  type: 'string',
  minLength: LEAST_CHARACTERS,
  maxLength: MOST_CHARACTERS,
  pattern: PLAIN_TEXT,
  description: `${description}. At least ${String(LEAST_CHARACTERS)} characters in ${String(LEAST_WORDS)} different words; repeated spaces and what cannot be seen do not count. No control characters but tabs and line ends.`,
})
