import type { Type } from 'avsc'
import { createReader, UnknownWriterError, type Writer } from '../records/writers.ts'
import { isControlType, type ControlEntry } from './entry.ts'

/** An entry of control.events as the store has it: fingerprint of its schema (hex) and Avro bytes. */
export interface StoredEntry {
  readonly schema: string
  readonly entry: Buffer
}

/** Reads stored entries of control.events. `readerOf` gives our type of a subject. Throws UnknownWriterError for what this release does not know. */
export function createControlDecoder(
  writerOf: (fingerprint: string) => Writer,
  readerOf: (subject: string) => Type | undefined,
): (stored: StoredEntry) => ControlEntry {
  const readers = new Map<string, ReturnType<typeof createReader>>()
  return ({ schema, entry }) => {
    const { subject, type } = writerOf(schema)
    const reader = readerOf(subject)
    if (reader === undefined || !isControlType(subject)) throw new UnknownWriterError()
    const read = readers.get(subject) ?? createReader(reader)
    readers.set(subject, read)
    return { type: subject, value: read(type, entry) } as ControlEntry
  }
}
