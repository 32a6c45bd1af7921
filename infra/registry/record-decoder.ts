import { createDecoder, type Decoder } from '../../schemas/codec/resolvers.ts'
import { loadRecords } from '../../schemas/catalogue/records.ts'
import type { SchemaRegistry } from './port.ts'

/** Records of our own logs hold the sealed parts of many people, or the files of a policy release: longer than any agency's event. */
export const RECORD_LIMITS = { maxBytes: 4 * 2 ** 20, maxItems: 100_000 }

/** A decoder of the records that the bus writes itself (schemas/records/), whatever version wrote them. */
export function createRecordDecoder(registry: SchemaRegistry): Decoder {
  const types = new Map([...loadRecords().values()].map(({ subject, avro }) => [subject, avro]))
  return createDecoder({ schemaOf: (id) => registry.schemaOf(id), readerOf: (subject) => types.get(subject), limits: RECORD_LIMITS })
}
