import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { checkpointText } from '../../core/transparency-log/notes/checkpoint.ts'
import { formatSigningKey } from '../../core/transparency-log/notes/signing-key.ts'
import { noteSigner, openNote } from '../../core/transparency-log/notes/signed-note.ts'
import { formatVerifierKey } from '../../core/transparency-log/notes/verifier-key.ts'
import { formatAddCheckpoint, parseAddCheckpoint } from '../../core/transparency-log/witness/add-checkpoint.ts'
import { logSigner, ORIGIN, privateKeyFrom } from '../core/transparency-log/sample-log.ts'
import { bodyOfCase, CASES, latestOfCase, noteOf, treeAt, type Asked } from '../core/transparency-log/witness/cases.ts'
import { goProgram } from './go.ts'

const PATIENCE = 600_000

/** What Go's witness answered. */
interface Answered {
  readonly status: number
  readonly type: string
  readonly body: string
}

/** What differs, and why ours is as it is. None is a tree that we sign and Go's witness does not. */
const READS_MORE = 'Go reads the number with a format that takes more; the specification has one spelling, and we take that alone'
const LENGTHS = 'Go finds out when it checks the proof; a hash has 32 bytes, and a request 63 hashes at most'
const NO_CHECKPOINT = 'no checkpoint is a body of bad shape to us; Go takes its first line for an origin, or fails'
const NO_SIGNATURE = 'the specification wants 403; this release of Go fails with 500, and signs nothing either'
const FIRST_USE =
  'Go trusts what it sees first, whatever the request says of before; the specification wants an old size of zero and no proof'
const DIFFERENT: Readonly<Record<string, readonly [status: number, why: string]>> = {
  'an old size with a leading zero': [422, READS_MORE],
  'an old size of 00': [409, READS_MORE],
  'an old size in hex': [409, READS_MORE],
  'an old size behind two spaces': [422, READS_MORE],
  'an old size with a space behind it': [422, READS_MORE],
  'lines that end as in Windows': [422, READS_MORE],
  'a hash of 31 bytes': [422, LENGTHS],
  'a hash of 33 bytes': [422, LENGTHS],
  '64 hashes': [422, LENGTHS],
  'a checkpoint with a root of 31 bytes': [422, LENGTHS],
  'no checkpoint': [500, NO_CHECKPOINT],
  'two empty lines before the checkpoint': [404, NO_CHECKPOINT],
  'a checkpoint without signatures': [500, NO_CHECKPOINT],
  'a signed note that is no checkpoint': [404, NO_CHECKPOINT],
  'a checkpoint whose size has a leading zero': [500, NO_CHECKPOINT],
  'a checkpoint that is not UTF-8': [404, NO_CHECKPOINT],
  'bytes behind the checkpoint': [500, NO_CHECKPOINT],
  'no signature of the log': [500, NO_SIGNATURE],
  'a signature by another key of the same name': [500, NO_SIGNATURE],
  'a signature over another size': [500, NO_SIGNATURE],
  'no signature, and an old size that is too great': [500, NO_SIGNATURE],
  'a false signature behind a true one': [200, 'Go looks at the first signature of a key; we want each of a known key to be true'],
  'an old size of a log that was never cosigned': [200, FIRST_USE],
  'a proof from no leaf': [200, FIRST_USE],
}

const witness = { name: 'witness.example/probation', type: 'cosignature', privateKey: privateKeyFrom(Buffer.alloc(32, 6)) } as const

/** A case as the program in Go reads it. */
function lineOf(asked: Asked): string {
  const latest = asked.knows === false ? 0 : latestOfCase(asked)
  const first = latest === 0 ? Buffer.alloc(0) : formatAddCheckpoint({ old: 0, proof: [], note: noteOf(treeAt(latest)) })
  return JSON.stringify({ first: first.toString('base64'), body: bodyOfCase(asked).toString('base64'), known: asked.knows !== false })
}

describe("Go's witness (transparency-dev/witness)", () => {
  let answers: ReadonlyMap<string, Answered>
  beforeAll(async () => {
    const program = await goProgram(join(import.meta.dirname, 'go', 'witness'), 'witness-go', 'a witness in Go (transparency-dev/witness)')
    const child = spawn(program, [formatVerifierKey(logSigner.key), formatSigningKey(witness)], { stdio: ['pipe', 'pipe', 'ignore'] })
    child.stdin.end(CASES.map(([, asked]) => `${lineOf(asked)}\n`).join(''))
    const lines = (await text(child.stdout)).trim().split('\n')
    answers = new Map(CASES.map(([name], index) => [name, JSON.parse(lines[index] ?? 'null') as Answered]))
  }, PATIENCE)

  it('answers our requests as our own does, but where it is said why not', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(60)
    const found = CASES.map(([name, , status]) => [name, answers.get(name)?.status, status] as const)
    const said = CASES.map(([name, , status]) => [name, DIFFERENT[name]?.[0] ?? status, status])
    expect(found).toEqual(said)
    expect(Object.keys(DIFFERENT).filter((name) => !answers.has(name))).toEqual([])
  })

  it('says the same size, in the same type', () => {
    const known = CASES.filter(([name, , status]) => status === 409 && !(name in DIFFERENT))
    expect(known.length).toBeGreaterThan(4)
    expect(known.map(([name]) => answers.get(name))).toEqual(
      known.map(([, asked]) => ({ status: 409, type: 'text/x.tlog.size', body: `${String(latestOfCase(asked))}\n` })),
    )
  })

  it('gives cosignatures that ours reads, with a key that ours has written', () => {
    const { key } = noteSigner(witness.name, witness.type, witness.privateKey)
    for (const [name, asked, status] of CASES.filter(([, , one]) => one === 200)) {
      const checkpoint = parseAddCheckpoint(bodyOfCase(asked))?.checkpoint
      if (checkpoint === undefined) throw new Error('A case that is cosigned has a checkpoint')
      const opened = openNote(Buffer.from(`${checkpointText({ ...checkpoint, origin: ORIGIN })}\n${answers.get(name)?.body ?? ''}`), [key])
      expect([name, status, opened]).toMatchObject([name, 200, { checked: [{ key }], unchecked: [] }])
    }
  })
})
