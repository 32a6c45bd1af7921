import { describe, expect, it } from '@jest/globals'
import { inclusionRanges } from '../../../../core/transparency-log/merkle/proofs.ts'
import { rangeHash } from '../../../../core/transparency-log/merkle/range.ts'
import { checkpointText } from '../../../../core/transparency-log/notes/checkpoint.ts'
import { formatProofFile } from '../../../../core/transparency-log/notes/proof-file.ts'
import { signatureLine } from '../../../../core/transparency-log/notes/signed-note.ts'
import { formatVerifierKey } from '../../../../core/transparency-log/notes/verifier-key.ts'
import { hashesFrom } from '../../../../core/transparency-log/tiles/tile-hashes.ts'
import { tilePath } from '../../../../core/transparency-log/tiles/tile.ts'
import { verifyProof } from '../../../../core/transparency-log/verify/proof.ts'
import { logOf, NOW, sampleEntries, sampleEntry, samplePolicy, witnessSigner } from '../sample-log.ts'

const SIZE = 700
const log = logOf(sampleEntries(SIZE))
const hashAt = hashesFrom((tile) => log.files.get(tilePath(tile)), SIZE)
const witness = witnessSigner('witness.example')
const note = Buffer.from(log.files.get('checkpoint') ?? []).toString('utf8')
const cosigned = `${note}${signatureLine(witness.sign(checkpointText(log.checkpoint), NOW))}`
const fileOf = (index: number, checkpoint = cosigned): string =>
  formatProofFile({ index, proof: inclusionRanges(index, SIZE).map((range) => rangeHash(range, hashAt)), checkpoint })
const policy = samplePolicy([`witness W ${formatVerifierKey(witness.key)}`, 'quorum W'])

describe('a proof file', () => {
  it('proves a leaf at its place, and says who has signed and witnessed', () => {
    expect(verifyProof(fileOf(123), sampleEntry(123), policy)).toEqual({
      index: 123,
      signed: { checkpoint: log.checkpoint, witnesses: new Map([['W', NOW]]), isQuorum: true },
    })
  })

  it.each([
    ['for another leaf', fileOf(123), 124, 'leaf-differs'],
    ['for another place', fileOf(123).replace('index 123', 'index 124'), 123, 'leaf-differs'],
    ['with a hash left out', fileOf(123).replace(/(index 123\n)[^\n]+\n/, '$1'), 123, 'leaf-differs'],
    ['that nobody has witnessed', fileOf(123, note), 123, 'no-quorum'],
    ['over another size', fileOf(123).replace('\n700\n', '\n701\n'), 123, 'checkpoint-false-signature'],
    ['that the log has not signed', fileOf(123, cosigned.replace(/\u2014 log\.[^\n]+\n/, '')), 123, 'checkpoint-unsigned'],
    ['without a checkpoint', fileOf(123, 'nothing\n'), 123, 'checkpoint-malformed'],
    ['that is none', 'nothing', 123, 'proof-malformed'],
  ])('%s proves nothing', (_, text, leaf, fault) => {
    expect(verifyProof(text, sampleEntry(leaf), policy)).toBe(fault)
  })
})
