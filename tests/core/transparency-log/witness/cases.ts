import { consistencyRanges } from '../../../../core/transparency-log/merkle/proofs.ts'
import { rangeHash, rootAt } from '../../../../core/transparency-log/merkle/range.ts'
import { checkpointText } from '../../../../core/transparency-log/notes/checkpoint.ts'
import { formatNote, noteSigner } from '../../../../core/transparency-log/notes/signed-note.ts'
import { hashesFrom } from '../../../../core/transparency-log/tiles/tile-hashes.ts'
import { tilePath } from '../../../../core/transparency-log/tiles/tile.ts'
import { formatAddCheckpoint } from '../../../../core/transparency-log/witness/add-checkpoint.ts'
import type { WitnessAnswer, WitnessedTree } from '../../../../core/transparency-log/witness/judge.ts'
import { logOf, logSigner, NOW, ORIGIN, privateKeyFrom, sampleEntries, witnessSigner } from '../sample-log.ts'

export const SIZE = 600
const log = logOf(sampleEntries(SIZE))
const hashAt = hashesFrom((tile) => log.files.get(tilePath(tile)), SIZE)
export const treeAt = (size: number): WitnessedTree => ({ size, root: rootAt(size, hashAt) })
export const proofOf = (first: number, second: number) => consistencyRanges(first, second).map((range) => rangeHash(range, hashAt))

export const witness = witnessSigner('witness.example/probation')
const stranger = noteSigner(ORIGIN, 'note', privateKeyFrom(Buffer.alloc(32, 3)))
const foreign = noteSigner('other.example', 'note', privateKeyFrom(Buffer.alloc(32, 4)))
/** A checkpoint of a tree of the log. */
export const noteOf = (
  { size, root }: WitnessedTree,
  signers = [logSigner],
  extensions: readonly string[] = [],
  origin = ORIGIN,
): Buffer => {
  const text = checkpointText({ origin, size, root, extensions })
  return Buffer.from(formatNote({ text, signatures: signers.map(({ sign }) => sign(text, NOW)) }))
}
const falseNote = (tree: WitnessedTree): Buffer => {
  const text = checkpointText({ origin: ORIGIN, ...tree, extensions: [] })
  return Buffer.from(formatNote({ text, signatures: [logSigner.sign(text, NOW), logSigner.sign('another\n', NOW)] }))
}

export interface Asked {
  readonly old?: number
  readonly proof?: readonly Buffer[]
  readonly note?: Buffer
  /** The whole body, where it is none. */
  readonly body?: Buffer
  /** What the witness has cosigned last; 0 leaves: nothing yet. */
  readonly latest?: number
  readonly knows?: boolean
}
export const FROM = 300
/** The body of a case: of the usual request, from 300 to 600 leaves, where it says nothing else. */
export const bodyOfCase = ({ old = FROM, proof = proofOf(FROM, SIZE), note = noteOf(treeAt(SIZE)), body }: Asked): Buffer =>
  body ?? formatAddCheckpoint({ old, proof, note })
/** What the witness has cosigned before. */
export const latestOfCase = ({ latest = FROM }: Asked): number => latest
type Status = WitnessAnswer['status']
const bodyOf = (text: string, note = noteOf(treeAt(SIZE))): Buffer => Buffer.concat([Buffer.from(text), note])
const hash = Buffer.alloc(32, 1).toString('base64')
const flipped = (proof: readonly Buffer[]) => proof.map((one, at) => (at === 0 ? Buffer.alloc(32, 9) : one))
const otherRoot = (size: number): WitnessedTree => ({ size, root: Buffer.alloc(32, 9) })

/** C2SP tlog-witness, add-checkpoint: what is asked, and the status. */
export const CASES: readonly (readonly [string, Asked, Status])[] = [
  ['a greater tree with its proof', {}, 200],
  ['a first tree', { old: 0, proof: [], latest: 0 }, 200],
  ['a first tree of no leaf', { old: 0, proof: [], latest: 0, note: noteOf(treeAt(0)) }, 200],
  ['a first tree of one leaf', { old: 0, proof: [], latest: 0, note: noteOf(treeAt(1)) }, 200],
  ['the same tree again', { old: SIZE, proof: [], latest: SIZE }, 200],
  ['one leaf more', { old: 599, proof: proofOf(599, SIZE), latest: 599 }, 200],
  ['a tree over a full tile', { old: 256, proof: proofOf(256, SIZE), latest: 256 }, 200],
  ['signatures of others beside', { note: noteOf(treeAt(SIZE), [logSigner, stranger, foreign]) }, 200],
  ["the witness's own cosignature beside", { note: noteOf(treeAt(SIZE), [logSigner, witness]) }, 200],
  ['lines more than three', { note: noteOf(treeAt(SIZE), [logSigner], ['extension']) }, 200],

  ['an empty body', { body: Buffer.alloc(0) }, 400],
  ['a checkpoint alone', { body: noteOf(treeAt(SIZE)) }, 400],
  ['no checkpoint', { body: Buffer.from('old 300\n\n') }, 400],
  ['no old size', { body: bodyOf(`${hash}\n\n`) }, 400],
  ['an old size in other words', { body: bodyOf('size 300\n\n') }, 400],
  ['an old size with a leading zero', { body: bodyOf('old 0300\n\n') }, 400],
  ['an old size of 00', { body: bodyOf('old 00\n\n') }, 400],
  ['an old size below zero', { body: bodyOf('old -1\n\n') }, 400],
  ['an old size with a sign', { body: bodyOf('old +300\n\n') }, 400],
  ['an old size in hex', { body: bodyOf('old 0x12c\n\n') }, 400],
  ['an old size behind two spaces', { body: bodyOf('old  300\n\n') }, 400],
  ['an old size with a space behind it', { body: bodyOf('old 300 \n\n') }, 400],
  ['an old size that no number holds', { body: bodyOf('old 18446744073709551616\n\n') }, 400],
  ['an old size that is empty', { body: bodyOf('old \n\n') }, 400],
  ['lines that end as in Windows', { body: bodyOf('old 300\r\n\r\n') }, 400],
  ['no empty line before the checkpoint', { body: bodyOf('old 300\n') }, 400],
  ['two empty lines before the checkpoint', { body: bodyOf('old 300\n\n\n') }, 400],
  ['a hash that is no base64', { body: bodyOf('old 300\n!\n\n') }, 400],
  ['a hash of 31 bytes', { body: bodyOf(`old 300\n${Buffer.alloc(31).toString('base64')}\n\n`) }, 400],
  ['a hash of 33 bytes', { body: bodyOf(`old 300\n${Buffer.alloc(33).toString('base64')}\n\n`) }, 400],
  ['a hash without its padding', { body: bodyOf(`old 300\n${hash.slice(0, -1)}\n\n`) }, 400],
  ['two hashes in one line', { body: bodyOf(`old 300\n${hash} ${hash}\n\n`) }, 400],
  ['64 hashes', { body: bodyOf(`old 300\n${`${hash}\n`.repeat(64)}\n`) }, 400],
  ['a checkpoint without signatures', { note: Buffer.from(`${ORIGIN}\n600\n${hash}\n`) }, 400],
  [
    'a signed note that is no checkpoint',
    { note: Buffer.from(formatNote({ text: 'x\n', signatures: [logSigner.sign('x\n', NOW)] })) },
    400,
  ],
  ['a checkpoint with a root of 31 bytes', { note: noteOf({ size: SIZE, root: Buffer.alloc(31) }) }, 400],
  [
    'a checkpoint whose size has a leading zero',
    { note: Buffer.from(noteOf(treeAt(SIZE)).toString().replace('\n600\n', '\n0600\n')) },
    400,
  ],
  ['a checkpoint that is not UTF-8', { note: Buffer.concat([Buffer.from([0xff]), noteOf(treeAt(SIZE))]) }, 400],
  ['bytes behind the checkpoint', { note: Buffer.concat([noteOf(treeAt(SIZE)), Buffer.from('x')]) }, 400],
  ['an old size above that of the checkpoint', { old: 601, proof: [], latest: SIZE }, 400],
  ['an old size above, and not the latest either', { old: 300, note: noteOf(treeAt(200)), latest: 250 }, 400],

  ['a log that is not known', { knows: false }, 404],
  ['a log of another origin', { note: noteOf(treeAt(SIZE), [foreign], [], 'other.example') }, 404],
  ['an unknown log with a false signature', { knows: false, note: falseNote(treeAt(SIZE)) }, 404],

  ['no signature of the log', { note: noteOf(treeAt(SIZE), [foreign]) }, 403],
  ['a signature by another key of the same name', { note: noteOf(treeAt(SIZE), [stranger]) }, 403],
  ['a false signature behind a true one', { note: falseNote(treeAt(SIZE)) }, 403],
  ['a signature over another size', { note: Buffer.from(noteOf(treeAt(SIZE)).toString().replace('\n600\n', '\n601\n')) }, 403],
  ['no signature, and an old size that is too great', { old: 601, note: noteOf(treeAt(SIZE), [foreign]) }, 403],

  ['an old size below the latest', { old: 200, proof: proofOf(200, SIZE) }, 409],
  ['an old size above the latest', { old: 400, proof: proofOf(400, SIZE) }, 409],
  ['an old size of 0 to learn the latest', { old: 0, proof: [] }, 409],
  ['an old size of a log that was never cosigned', { latest: 0 }, 409],
  ['a checkpoint of before, from its own size', { old: 200, proof: [], note: noteOf(treeAt(200)) }, 409],
  ['a wrong old size and a wrong proof', { old: 200, proof: [] }, 409],

  ['a proof with a hash changed', { proof: flipped(proofOf(FROM, SIZE)) }, 422],
  ['a proof with a hash less', { proof: proofOf(FROM, SIZE).slice(1) }, 422],
  ['a proof with a hash more', { proof: [...proofOf(FROM, SIZE), Buffer.alloc(32)] }, 422],
  ['no proof', { proof: [] }, 422],
  ['a proof of another old size', { proof: proofOf(FROM + 1, SIZE) }, 422],
  ['a tree that is not the one of before, and more', { note: noteOf(otherRoot(SIZE)) }, 422],
  ['a proof from no leaf', { old: 0, proof: proofOf(FROM, SIZE), latest: 0 }, 422],
  ['the same size with another root', { old: SIZE, proof: [], latest: SIZE, note: noteOf(otherRoot(SIZE)) }, 422],
  ['the same tree with a proof', { old: SIZE, proof: [Buffer.alloc(32)], latest: SIZE }, 422],
  ['no leaf with a root that is not of that', { old: 0, proof: [], latest: 0, note: noteOf(otherRoot(0)) }, 422],
]
