import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What a case changes in its base event, in the short form of the domain's chronologies; `null` in `payload` removes a field. */
export interface Patch {
  readonly payload?: Readonly<Record<string, unknown>>
  /** The same event again. */
  readonly _resend?: boolean
  /** Events that the past has not. */
  readonly _without?: readonly string[]
  /** The past goes up to this event; default: up to the base. */
  readonly _after?: string
  readonly [key: string]: unknown
}

/** A line of a file of publish cases. */
export interface PublishCase {
  readonly id: string
  readonly title: string
  /** The event's number in its chronology, for example KESTREL-05. */
  readonly base: string
  readonly patch: Patch
  readonly expect: 'accept' | 'reject' | 'duplicate'
  /** Ids of the rules that refuse it. */
  readonly rules: readonly string[]
  /** Ids of warnings, with the language rule's: W01:L07. */
  readonly warnings: readonly string[]
}

export const readPublishCases = (file: string): readonly PublishCase[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as PublishCase)

/** The chronologies that a file's cases are about: those beside it where there are some, else the demo's. */
export function chronologiesFor(file: string, demo: string): string {
  const beside = [join(dirname(file), 'chronologies'), dirname(file)]
  return beside.find((folder) => existsSync(join(folder, 'agencies.json'))) ?? demo
}
