/** The registry cannot say. `code` is what tests and handlers match; the words name a subject or an id, never a value. */
export class RegistryError extends Error {
  readonly code: 'unknown-subject' | 'unreadable'
  constructor(code: RegistryError['code'], words: string, cause?: unknown) {
    super(words, { cause })
    this.name = 'RegistryError'
    this.code = code
  }
}
