import { hkdfSync } from 'node:crypto'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { KeyScope } from '../vault/port.ts'
import { open, seal, type SealingKey } from '../../core/sealing/seal.ts'

/** Key scope of a reader's openings; `reader` is a keyed hash, so that the vault holds no staff id. */
export const readerScope = (reader: string): KeyScope => ({ case: `reader:${reader}`, person: '', class: 'ACCESS' })
/** Key scope of the openings about a case. */
export const caseScope = (caseLog: CaseLogId): KeyScope => ({ case: caseLog, person: '', class: 'ACCESS' })
/** Key scope of the references that say which key an opening is under. In the clear they would link a reader's records. */
export const REFERENCE_SCOPE: KeyScope = { case: 'access', person: '', class: 'ACCESS' }

const VERSION = 0x01
/** Of a command's record: under a key that follows from a secret. */
const OF_COMMAND = 0x02
const LENGTH_BYTES = 2

const aad = (binding: string, part: string): string => ['access', binding, part].join('\n')

export interface OpeningKey {
  /** `case` of the key's scope. */
  readonly reference: string
  readonly key: Buffer
}

/** 0x01, length of the sealed reference (2 bytes), the sealed reference to the key, the sealed content. */
export function sealOpening(binding: string, part: 'actor' | 'case', referenceKey: Buffer, under: OpeningKey, content: string): Buffer {
  const reference = seal(referenceKey, aad(binding, `${part}-key`), Buffer.from(under.reference))
  const head = Buffer.alloc(1 + LENGTH_BYTES)
  head.writeUInt8(VERSION)
  head.writeUInt16BE(reference.length, 1)
  return Buffer.concat([head, reference, seal(under.key, aad(binding, part), Buffer.from(content))])
}

/** The reference of an opening: `case` of its key's scope. Throws SealError when it was altered. */
export function openingReference(binding: string, part: 'actor' | 'case', referenceKey: Buffer | SealingKey, opening: Buffer): string {
  return open(referenceKey, aad(binding, `${part}-key`), split(opening).reference).toString()
}

/** The content of an opening. Throws SealError when it was altered. */
export function openOpening(binding: string, part: 'actor' | 'case', key: Buffer | SealingKey, opening: Buffer): string {
  return open(key, aad(binding, part), split(opening).content).toString()
}

function split(opening: Buffer): { readonly reference: Buffer; readonly content: Buffer } {
  const start = 1 + LENGTH_BYTES
  const length = opening.length >= start && opening[0] === VERSION ? opening.readUInt16BE(1) : 0
  return { reference: opening.subarray(start, start + length), content: opening.subarray(start + length) }
}

/**
 * Key of the openings of commands' records, 32 bytes: HKDF-SHA-256 (RFC 5869) of the secret reader-ids. They name nobody, so that there is nothing to erase; and it needs no data key, which a
 * process of operators may neither read nor, while some are missing, make.
 */
export const commandKey = (readerIds: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', readerIds, Buffer.alloc(0), 'throughline.command-openings.v1', 32))

/** 0x02, the sealed content. `key`: commandKey. */
export const sealCommandOpening = (binding: string, part: 'actor' | 'case', key: Buffer, content: string): Buffer =>
  Buffer.concat([Buffer.from([OF_COMMAND]), seal(key, aad(binding, part), Buffer.from(content))])

export const isCommandOpening = (opening: Uint8Array): boolean => opening[0] === OF_COMMAND

/** The content of an opening of a command's record. Throws SealError when it was altered. */
export const openCommandOpening = (binding: string, part: 'actor' | 'case', key: Buffer, opening: Buffer): string =>
  open(key, aad(binding, part), opening.subarray(1)).toString()
