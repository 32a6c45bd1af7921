import { token } from '../linking/tokens.ts'

/** Keyed token of words that were given as a reason, in whatever case of letters and spacing: tells that the same were given again, and not what they are. */
export const wordsToken = (secret: Uint8Array, words: string): string =>
  token(secret, 'words', words.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim())
