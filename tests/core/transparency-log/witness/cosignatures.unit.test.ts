import { describe, expect, it } from '@jest/globals'
import { checkpointText } from '../../../../core/transparency-log/notes/checkpoint.ts'
import { parseNote, signatureLine } from '../../../../core/transparency-log/notes/signed-note.ts'
import { withCosignatures } from '../../../../core/transparency-log/witness/cosignatures.ts'
import { logOf, NOW, ORIGIN, sampleEntries, witnessSigner } from '../sample-log.ts'

const log = logOf(sampleEntries(4))
const text = checkpointText(log.checkpoint)
const note = Buffer.from(log.files.get('checkpoint') ?? []).toString('utf8')
const [one, two] = [witnessSigner('one.example'), witnessSigner('two.example')]
const names = (signed: string | undefined) => parseNote(Buffer.from(signed ?? ''))?.signatures.map(({ name }) => name)

describe('what a witness answers', () => {
  it('is added to the checkpoint where it is true, and of a known witness', () => {
    const answer = [one.sign(text, NOW), two.sign(text, NOW)].map(signatureLine).join('')
    expect(names(withCosignatures(note, answer, [one.key, two.key]))).toEqual([ORIGIN, 'one.example', 'two.example'])
    expect(names(withCosignatures(note, answer, [two.key]))).toEqual([ORIGIN, 'two.example'])
    const half = [one.sign(`${text}x\n`, NOW), two.sign(text, NOW)].map(signatureLine).join('')
    expect(names(withCosignatures(note, half, [one.key, two.key]))).toEqual([ORIGIN, 'two.example'])
  })

  it('takes the place of what the same witness answered before', () => {
    const before = withCosignatures(note, signatureLine(one.sign(text, NOW)), [one.key]) ?? ''
    const after = withCosignatures(before, signatureLine(one.sign(text, NOW + 60)), [one.key]) ?? ''
    expect(names(after)).toEqual([ORIGIN, 'one.example'])
    expect(after).not.toBe(before)
  })

  it('adds nothing where none of it is true, or it is no answer', () => {
    expect(withCosignatures(note, signatureLine(one.sign(text, NOW)), [two.key])).toBeUndefined()
    expect(withCosignatures(note, '<html>\n', [one.key])).toBeUndefined()
    expect(withCosignatures('no note', signatureLine(one.sign(text, NOW)), [one.key])).toBeUndefined()
  })
})
