import type { AccessRecord } from '../access-log/access-record.ts'
import type { ClearPart } from '../access-log/binding.ts'
import type { CommitmentTag } from '../access-log/commitment.ts'
import type { SealedHashes } from '../transparency-log/leaf.ts'
import { isObject } from './json-lines.ts'

/** What a commitment is to, and the salt of it (hex): from both the commitment is made again. */
export interface GivenOpening {
  readonly salt: string
  readonly value: unknown
}

/**
 * Why a value is not given: names of readers were not asked for (`readers`), other cases than those chosen are in it (`other-cases`), the reader is who exports (`own-read`), its key was destroyed
 * (`erased`) or is not to be had (`unreadable`), or the opening was not that of its record when it was exported (`altered`).
 */
export type Withheld = 'readers' | 'other-cases' | 'own-read' | 'erased' | 'unreadable' | 'altered'

export type LineOpening = GivenOpening | { readonly withheld: Withheld }

/** One access record as a bundle has it. */
export interface RecordLine {
  /** Where its leaf is in the log, counted from 0. */
  readonly leaf: number
  readonly record: ClearPart
  readonly sealed: SealedHashes
  readonly openings: Readonly<Record<CommitmentTag, LineOpening>>
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** The clear part of a record, without its openings. */
export function clearPartOf(record: AccessRecord): ClearPart {
  const { opening_actor, opening_case, ...clear } = record
  void [opening_actor, opening_case]
  return clear
}

/** A record's line as JSON, bytes in hex. */
export const recordLineJson = ({ leaf, record, sealed, openings }: RecordLine): object => ({
  leaf,
  record: { ...record, actor: hex(record.actor), request: hex(record.request), decision: hex(record.decision) },
  sealed,
  openings,
})

const TEXTS = [
  'id',
  'at',
  'action',
  'agency',
  'role',
  'purpose',
  'outcome',
  'policy',
  'released',
  'sought',
  'actor',
  'request',
  'decision',
] as const
const TAGS = ['actor', 'request', 'decision'] as const
const HASH = /^[0-9a-f]{64}$/

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
const isHash = (value: unknown): value is string => typeof value === 'string' && HASH.test(value)

function clearPartFrom(given: unknown): ClearPart | undefined {
  if (!isObject(given) || !TEXTS.every((name) => typeof given[name] === 'string' && given[name].isWellFormed())) return undefined
  const { versions, engine } = given
  const areVersions =
    Array.isArray(versions) &&
    versions.every((one) => isObject(one) && typeof one.log === 'string' && isCount(one.sequence) && typeof one.chain === 'string')
  if (!areVersions || !isCount(engine) || !TAGS.every((tag) => isHash(given[tag]))) return undefined
  const committed = Object.fromEntries(TAGS.map((tag) => [tag, Buffer.from(String(given[tag]), 'hex')]))
  return { ...given, ...committed } as unknown as ClearPart
}

const isOpening = (given: unknown): given is LineOpening =>
  isObject(given) && (typeof given.withheld === 'string' || (isHash(given.salt) && 'value' in given))

/** Reads what `recordLineJson` writes; undefined of anything else. Checks nothing of it. */
export function recordLineFrom(given: Readonly<Record<string, unknown>> | undefined): RecordLine | undefined {
  if (given === undefined) return undefined
  const { leaf, sealed, openings } = given
  const record = clearPartFrom(given.record)
  if (record === undefined || !isCount(leaf) || !isObject(sealed) || !isHash(sealed.actor) || !isHash(sealed.case)) return undefined
  if (!isObject(openings) || !TAGS.every((tag) => isOpening(openings[tag]))) return undefined
  return { leaf, record, sealed: { actor: sealed.actor, case: sealed.case }, openings: openings as unknown as RecordLine['openings'] }
}
