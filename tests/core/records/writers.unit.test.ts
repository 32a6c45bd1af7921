import { describe, expect, it } from '@jest/globals'
import avro from 'avsc'
import { createReader, createWriters, UnknownWriterError } from '../../../core/records/writers.ts'
import { schemaFingerprint } from '../../../schemas/avro/canonical.ts'

const older: avro.Schema = { type: 'record', name: 'Entry', fields: [{ name: 'at', type: 'string' }] }
const newer: avro.Schema = {
  type: 'record',
  name: 'Entry',
  fields: [
    { name: 'at', type: 'string' },
    { name: 'why', type: ['null', 'string'], default: null },
  ],
}

describe('reading stored records', () => {
  const writerOf = createWriters([older, newer].map((schema) => ({ subject: 'Entry', schema, fingerprint: schemaFingerprint(schema) })))
  const read = createReader(avro.Type.forSchema(newer))

  it('reads what an older version wrote as the current one has it', () => {
    const bytes = avro.Type.forSchema(older).toBuffer({ at: 'then' })
    expect({ ...(read(writerOf(schemaFingerprint(older)).type, bytes) as object) }).toEqual({ at: 'then', why: null })
  })

  it('reads what the current version wrote', () => {
    const bytes = avro.Type.forSchema(newer).toBuffer({ at: 'now', why: 'x' })
    expect({ ...(read(writerOf(schemaFingerprint(newer)).type, bytes) as object) }).toEqual({ at: 'now', why: 'x' })
  })

  it('refuses a version that this release does not have', () => {
    expect(() => writerOf('00'.repeat(32))).toThrow(UnknownWriterError)
  })
})
