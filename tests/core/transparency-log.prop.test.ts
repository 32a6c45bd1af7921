import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { formatNote, openNote, parseNote } from '../../core/transparency-log/notes/signed-note.ts'
import { formatProofFile, parseProofFile } from '../../core/transparency-log/notes/proof-file.ts'
import { entryBundle, parseEntryBundle } from '../../core/transparency-log/tiles/entry-bundle.ts'
import { parseTilePath, entriesPath, tilePath } from '../../core/transparency-log/tiles/tile.ts'
import { formatAddCheckpoint, parseAddCheckpoint } from '../../core/transparency-log/witness/add-checkpoint.ts'
import { parsePolicy } from '../../core/transparency-log/witness/policy.ts'
import { logOf, logSigner, sampleEntries } from './transparency-log/sample-log.ts'

const note = Buffer.from(logOf(sampleEntries(3)).files.get('checkpoint') ?? [])
const request = formatAddCheckpoint({ old: 1, proof: [Buffer.alloc(32, 1)], note })
const proof = Buffer.from(formatProofFile({ index: 1, proof: [Buffer.alloc(32, 1)], checkpoint: note.toString('utf8') }))

/** Bytes that nobody meant, and right ones with some of them changed, cut out or doubled. */
const hostile = (right: Buffer) =>
  fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .tuple(fc.nat(right.length), fc.nat(20), fc.uint8Array({ maxLength: 20 }))
      .map(([at, cut, put]) => Buffer.concat([right.subarray(0, at), put, right.subarray(at + cut)])),
  )

describe('what strangers send', () => {
  it('is never read as something that is not written so', () => {
    fc.assert(
      fc.property(hostile(note), hostile(request), hostile(proof), (ofNote, ofRequest, ofProof) => {
        const [parsedNote, parsedRequest] = [parseNote(ofNote), parseAddCheckpoint(ofRequest)]
        if (parsedNote !== undefined) expect(Buffer.from(formatNote(parsedNote))).toEqual(Buffer.from(ofNote))
        if (parsedRequest !== undefined) expect(formatAddCheckpoint(parsedRequest)).toEqual(Buffer.from(ofRequest))
        const text = Buffer.from(ofProof).toString('utf8')
        const parsedProof = parseProofFile(text)
        if (parsedProof !== undefined) expect(formatProofFile(parsedProof)).toBe(text)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is never signed by the log unless it is what the log signed', () => {
    fc.assert(
      fc.property(hostile(note), (bytes) => {
        const opened = openNote(bytes, [logSigner.key])
        if (typeof opened !== 'string') expect(opened.text).toBe(parseNote(note)?.text)
      }),
      { numRuns: 2_000 },
    )
  })

  it('ends with an answer, as bundles, policies and paths too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.string({ maxLength: 40, unit: 'binary' }), (bytes, text) => {
        const entries = parseEntryBundle(bytes)
        if (entries !== undefined) expect(entryBundle(entries)).toEqual(Buffer.from(bytes))
        parsePolicy(bytes)
        const place = parseTilePath(`tile/${text}`)
        if (place === undefined) return
        const { level, ...rest } = place
        expect(level === undefined ? entriesPath(rest) : tilePath({ level, ...rest })).toBe(`tile/${text}`)
      }),
    )
  })
})
