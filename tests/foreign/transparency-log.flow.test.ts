import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { consistencyRanges, inclusionRanges } from '../../core/transparency-log/merkle/proofs.ts'
import { rangeHash, rootAt } from '../../core/transparency-log/merkle/range.ts'
import { checkpointText } from '../../core/transparency-log/notes/checkpoint.ts'
import { formatProofFile } from '../../core/transparency-log/notes/proof-file.ts'
import { formatNote, signatureLine } from '../../core/transparency-log/notes/signed-note.ts'
import { formatVerifierKey } from '../../core/transparency-log/notes/verifier-key.ts'
import { hashesFrom } from '../../core/transparency-log/tiles/tile-hashes.ts'
import { tilePath } from '../../core/transparency-log/tiles/tile.ts'
import { verifyLog } from '../../core/transparency-log/verify/log.ts'
import { formatAddCheckpoint } from '../../core/transparency-log/witness/add-checkpoint.ts'
import { withCosignatures } from '../../core/transparency-log/witness/cosignatures.ts'
import { logOf, logSigner, NOW, sampleEntries, sampleEntry, samplePolicy, witnessSigner } from '../core/transparency-log/sample-log.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { runProgram, type Ended } from './generated/program.ts'
import { goProgram } from './go.ts'

const PATIENCE = 300_000
/** Three levels of tiles. */
const SIZE = 66_000
const log = logOf(sampleEntries(SIZE), 10_000)
const policy = samplePolicy()
const hashAt = hashesFrom((tile) => log.files.get(tilePath(tile)), SIZE)
const note = Buffer.from(log.files.get('checkpoint') ?? []).toString('utf8')
const vkey = formatVerifierKey(logSigner.key)
const OK = `ok ${String(SIZE)} ${log.checkpoint.root.toString('base64')}\n`

describe('programs in Go of others', () => {
  const folder = temporaryFolder()
  const at = (...names: readonly string[]): string => join(folder.path, ...names)
  let [ofLog, ofCosignatures] = ['', '']
  const program = (name: string): string => join(import.meta.dirname, 'go', name)
  beforeAll(async () => {
    ofLog = await goProgram(program('log'), 'log-go', "a verifier of logs in Go (golang.org/x/mod's sumdb)")
    ofCosignatures = await goProgram(
      program('cosignature'),
      'cosignature-go',
      'a verifier of cosignatures in Go (transparency-dev/formats)',
    )
    for (const [path, bytes] of log.files) {
      mkdirSync(dirname(at('log', path)), { recursive: true })
      writeFileSync(at('log', path), bytes)
    }
  }, PATIENCE)
  afterAll(() => {
    folder.remove()
  })

  const run = (file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> =>
    runProgram(file, args, { cwd: folder.path, env })
  const verify = (name: string, key = vkey): Promise<Ended> => run(ofLog, ['verify', at(name), key])

  describe('with golang.org/x/mod/sumdb alone', () => {
    it(
      'take the log as we write it: checkpoint, every entry, every tile',
      async () => {
        expect(await verify('log')).toEqual({ code: 0, output: OK, errors: '' })
      },
      PATIENCE,
    )

    it(
      'take our proof files, and none for another leaf',
      async () => {
        for (const index of [0, 255, 256, 12_345, SIZE - 1]) {
          const proof = inclusionRanges(index, SIZE).map((range) => rangeHash(range, hashAt))
          writeFileSync(at('a.tlog-proof'), formatProofFile({ index, proof, checkpoint: note }))
          writeFileSync(at('leaf'), sampleEntry(index))
          expect(await run(ofLog, ['proof', at('a.tlog-proof'), at('leaf'), vkey])).toEqual({ code: 0, output: OK, errors: '' })
          writeFileSync(at('leaf'), sampleEntry(index + 1))
          expect((await run(ofLog, ['proof', at('a.tlog-proof'), at('leaf'), vkey])).code).toBe(1)
        }
      },
      PATIENCE,
    )

    it(
      'take our proofs that a log has only grown, and none from another root',
      async () => {
        for (const old of [1, 256, 40_000, 65_536, SIZE - 1]) {
          const proof = consistencyRanges(old, SIZE).map((range) => rangeHash(range, hashAt))
          writeFileSync(at('request'), formatAddCheckpoint({ old, proof, note: Buffer.from(note) }))
          const from = (root: Buffer) => run(ofLog, ['consistency', at('request'), vkey], { ROOT: root.toString('base64') })
          expect(await from(rootAt(old, hashAt))).toEqual({ code: 0, output: OK, errors: '' })
          expect((await from(Buffer.alloc(32, 1))).code).toBe(1)
        }
      },
      PATIENCE,
    )

    /** A file of the log with one byte changed, at a place. */
    const TAMPERED: readonly (readonly [string, number])[] = [
      ['tile/entries/100', 30],
      ['tile/entries/257.p/208', 3],
      ['tile/0/100', 8_000],
      ['tile/0/257.p/208', 0],
      ['tile/1/000', 100],
      ['tile/1/001.p/1', 31],
      ['tile/2/000.p/1', 31],
      ['checkpoint', 3],
      ['checkpoint', note.indexOf('66000')],
      ['checkpoint', note.indexOf('66000') + 10],
      ['checkpoint', note.length - 20],
    ]
    it.each(TAMPERED)(
      'refuse a byte of %s that was changed, as we do',
      async (path, offset) => {
        const bytes = Buffer.from(readFileSync(at('log', path)))
        bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset)
        expect(verifyLog((one) => (one === path ? bytes : log.files.get(one)), policy).faults).not.toEqual([])
        cpSync(at('log'), at('tampered'), { recursive: true })
        writeFileSync(at('tampered', path), bytes)
        expect((await verify('tampered')).code).toBe(1)
      },
      PATIENCE,
    )

    it(
      'refuse a log of another key',
      async () => {
        expect((await verify('log', 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k')).code).toBe(1)
      },
      PATIENCE,
    )
  })

  describe('with transparency-dev/formats', () => {
    const witnesses = [witnessSigner('witness.example/probation'), witnessSigner('witness.example/health')]
    const keys = witnesses.map(({ key }) => formatVerifierKey(key))
    const text = checkpointText(log.checkpoint)

    it(
      'take our cosignatures, with their times',
      async () => {
        const answer = witnesses.map(({ sign }, index) => signatureLine(sign(text, NOW + index))).join('')
        writeFileSync(
          at('cosigned'),
          withCosignatures(
            note,
            answer,
            witnesses.map(({ key }) => key),
          ) ?? '',
        )
        expect(await run(ofCosignatures, [at('cosigned'), ...keys])).toEqual({
          code: 0,
          output: `ok witness.example/probation ${String(NOW)}\nok witness.example/health ${String(NOW + 1)}\n`,
          errors: '',
        })
        // The log's own signature is still the one that x/mod takes.
        cpSync(at('log'), at('witnessed'), { recursive: true })
        writeFileSync(at('witnessed', 'checkpoint'), readFileSync(at('cosigned')))
        expect(await verify('witnessed')).toEqual({ code: 0, output: OK, errors: '' })
      },
      PATIENCE,
    )

    it(
      'refuse a cosignature over another tree, and one that is not there',
      async () => {
        const [one] = witnesses
        if (one === undefined) throw new Error('There are two witnesses')
        writeFileSync(at('false'), formatNote({ text, signatures: [one.sign(text.replace('66000', '65999'), NOW)] }))
        expect((await run(ofCosignatures, [at('false'), ...keys.slice(0, 1)])).code).toBe(1)
        writeFileSync(at('without'), note)
        expect((await run(ofCosignatures, [at('without'), ...keys])).code).toBe(1)
      },
      PATIENCE,
    )
  })
})
