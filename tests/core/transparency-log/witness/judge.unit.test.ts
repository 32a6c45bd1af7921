import { describe, expect, it } from '@jest/globals'
import { EMPTY_ROOT } from '../../../../core/transparency-log/merkle/hash.ts'
import { checkpointText } from '../../../../core/transparency-log/notes/checkpoint.ts'
import { formatNote, openNote, parseSignatureLines, signatureLine } from '../../../../core/transparency-log/notes/signed-note.ts'
import { verifierKey } from '../../../../core/transparency-log/notes/verifier-key.ts'
import { formatAddCheckpoint, parseAddCheckpoint } from '../../../../core/transparency-log/witness/add-checkpoint.ts'
import { judgeAddCheckpoint, type WitnessAnswer } from '../../../../core/transparency-log/witness/judge.ts'
import { logSigner, NOW, ORIGIN } from '../sample-log.ts'
import { bodyOfCase, CASES, latestOfCase, noteOf, SIZE, treeAt, witness, type Asked } from './cases.ts'

function ask(asked: Asked): WitnessAnswer {
  const [request, latest] = [parseAddCheckpoint(bodyOfCase(asked)), latestOfCase(asked)]
  const known = { keys: [logSigner.key], latest: latest === 0 ? undefined : treeAt(latest) }
  const isKnown = asked.knows !== false && (request === undefined || request.checkpoint.origin === ORIGIN)
  return judgeAddCheckpoint(request, isKnown ? known : undefined, witness, NOW)
}

describe('a witness', () => {
  it.each(CASES)('asked for %s', (_, asked, status) => {
    expect(ask(asked).status).toBe(status)
  })

  it('cosigns the tree that it then keeps, with the time', () => {
    const answer = ask({})
    if (answer.status !== 200) throw new Error('It cosigns')
    expect(answer.latest).toEqual(treeAt(SIZE))
    const lines = parseSignatureLines(answer.body) ?? []
    const text = checkpointText({ origin: ORIGIN, ...treeAt(SIZE), extensions: [] })
    expect(openNote(Buffer.from(formatNote({ text, signatures: lines })), [witness.key])).toMatchObject({ checked: [{ time: NOW }] })
    expect(openNote(Buffer.from(`${text}\n${answer.body}`), [witness.key])).toMatchObject({ unchecked: [] })
  })

  it('says which size it has cosigned last, in the type of the specification', () => {
    expect(ask({ old: 0, proof: [] })).toEqual({ status: 409, type: 'text/x.tlog.size', body: '300\n' })
    expect(ask({ latest: 0 })).toEqual({ status: 409, type: 'text/x.tlog.size', body: '0\n' })
  })

  it('repeats nothing of a request that it refuses', () => {
    const refusals = CASES.map(([, asked]) => ask(asked)).filter(({ status }) => status !== 200 && status !== 409)
    expect(refusals.filter(({ body }) => body.includes(ORIGIN) || /\d/.test(body))).toEqual([])
  })

  it('cosigns an empty tree by the root of nothing', () => {
    expect(ask({ old: 0, proof: [], latest: 0, note: noteOf({ size: 0, root: EMPTY_ROOT }) })).toMatchObject({ status: 200 })
  })

  it('has a key for cosignatures, and a time', () => {
    const request = parseAddCheckpoint(formatAddCheckpoint({ old: 0, proof: [], note: noteOf(treeAt(1)) }))
    const known = { keys: [verifierKey(ORIGIN, 'note', logSigner.key.publicKey)], latest: undefined }
    expect(() => judgeAddCheckpoint(request, known, logSigner, NOW)).toThrow(TypeError)
    expect(() => judgeAddCheckpoint(request, known, witness, 0)).toThrow(TypeError)
    expect(signatureLine(witness.sign('a\n', 1))).toMatch(/^\u2014 witness\.example\/probation /)
  })
})
