/**
 * Why the registry cannot say. `unknown-subject`: no such schema is released there. `unreadable`: what it has is no schema. `altered`: it answers
 * another schema for an id than it did before. `renumbered`: it numbers otherwise than the control log says. `incompatible`: it refuses a version (409). `unavailable`: it does not answer, so try again.
 */
export type RegistryErrorCode = 'unknown-subject' | 'unreadable' | 'altered' | 'renumbered' | 'incompatible' | 'unavailable'

/** The registry cannot say. `code` is what tests and handlers match; the words name a subject or an id, never a value. */
export class RegistryError extends Error {
  readonly code: RegistryErrorCode
  constructor(code: RegistryErrorCode, words: string, cause?: unknown) {
    super(words, { cause })
    this.name = 'RegistryError'
    this.code = code
  }
}

/** Whether the registry may answer later: wait and ask again. */
export const isRegistryAway = (error: unknown): boolean => error instanceof RegistryError && error.code === 'unavailable'

/** Whether nothing can be written because of the registry: it is away, or not the one that the control log knows. */
export const stopsWriting = (error: unknown): boolean =>
  isRegistryAway(error) || (error instanceof RegistryError && error.code === 'renumbered')

/** A record of a log is not what it must be: the log was altered, or another kind of record stands there. */
export class RecordError extends Error {
  readonly code: string
  constructor(code: string) {
    super('A record of a log cannot be read')
    this.name = 'RecordError'
    this.code = code
  }
}
