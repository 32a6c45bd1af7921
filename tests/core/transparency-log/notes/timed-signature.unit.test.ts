import { describe, expect, it } from '@jest/globals'
import { cosignedMessage, splitTimed, timed } from '../../../../core/transparency-log/notes/timed-signature.ts'
import { openNote } from '../../../../core/transparency-log/notes/signed-note.ts'
import { witnessSigner } from '../sample-log.ts'

const BODY = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'

describe('a cosignature', () => {
  it('is over the message of the specification', () => {
    expect(cosignedMessage(BODY, 1_679_315_147).toString('utf8')).toBe(`cosignature/v1\ntime 1679315147\n${BODY}`)
  })

  it('has its time before its 64 bytes', () => {
    const signature = Buffer.alloc(64, 5)
    // transparency-dev/formats, TestCoSigV1Timestamp.
    const theirs = Buffer.from(
      'ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA==',
      'base64',
    )
    expect(splitTimed(theirs.subarray(4))?.time).toBe(1_727_964_367)
    expect(splitTimed(timed(1_679_315_147, signature))).toEqual({ time: 1_679_315_147, signature })
    expect(splitTimed(signature)).toBeUndefined()
    expect(splitTimed(Buffer.concat([Buffer.alloc(8, 0xff), signature]))).toBeUndefined()
    for (const time of [-1, 1.5, NaN]) expect(() => timed(time, signature)).toThrow(RangeError)
  })

  it('of another time, or of another text, is false', () => {
    const { key, sign } = witnessSigner('w')
    const { signature, ...line } = sign(BODY, 7)
    const opened = (bytes: Buffer) =>
      openNote(Buffer.from(`${BODY}\n\u2014 ${line.name} ${Buffer.concat([Buffer.from(line.id, 'hex'), bytes]).toString('base64')}\n`), [
        key,
      ])
    expect(opened(signature)).toMatchObject({ checked: [{ time: 7 }] })
    expect(opened(timed(8, signature.subarray(8)))).toBe('false-signature')
  })
})
