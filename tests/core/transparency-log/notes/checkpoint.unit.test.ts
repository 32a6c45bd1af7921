import { describe, expect, it } from '@jest/globals'
import {
  checkpointText,
  openCheckpoint,
  parseCheckpoint,
  readCheckpoint,
  signCheckpoint,
} from '../../../../core/transparency-log/notes/checkpoint.ts'
import { logSigner, NOW, ORIGIN } from '../sample-log.ts'

/** The example of C2SP tlog-checkpoint. */
const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='
const TEXT = `example.com/behind-the-sofa\n20852163\n${ROOT}\n`
const EXAMPLE = `${TEXT}\n\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n`

describe('a checkpoint', () => {
  it('of the specification is read and written', () => {
    const checkpoint = readCheckpoint(Buffer.from(EXAMPLE))
    expect(checkpoint).toEqual({
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163,
      root: Buffer.from(ROOT, 'base64'),
      extensions: [],
    })
    expect(checkpoint === undefined ? '' : checkpointText(checkpoint)).toBe(TEXT)
  })

  it('may have more lines', () => {
    expect(parseCheckpoint(`${TEXT}one\ntwo\n`)?.extensions).toEqual(['one', 'two'])
  })

  it.each([
    ['', 'nothing'],
    ['a\n5\n', 'no root'],
    [`a\n5\n${ROOT}`, 'no last line feed'],
    [`\n5\n${ROOT}\n`, 'no origin'],
    [`a\n05\n${ROOT}\n`, 'a leading zero'],
    [`a\n-5\n${ROOT}\n`, 'a negative size'],
    [`a\n9007199254740992\n${ROOT}\n`, 'a size beyond 2^53 − 1'],
    [`a\n5\n${ROOT.slice(0, -4)}\n`, 'a root of 30 bytes'],
    [`a\n5\n${ROOT.replace('2I=', '2J=')}\n`, 'a root in another spelling'],
    [`a\n5\n${ROOT}\n\n`, 'an empty line more'],
  ])('is not %j: %s', (text) => {
    expect(parseCheckpoint(text)).toBeUndefined()
  })

  it('is opened by the key of its log', () => {
    const checkpoint = { origin: ORIGIN, size: 3, root: Buffer.alloc(32, 1), extensions: [] }
    const note = Buffer.from(signCheckpoint(checkpoint, logSigner, NOW))
    expect(openCheckpoint(note, [logSigner.key])).toMatchObject({ checkpoint })
    expect(openCheckpoint(note, [])).toBe('unsigned')
  })

  it('is no other note that the log has signed', () => {
    const note = `words\n\n\u2014 ${ORIGIN} ${Buffer.concat([Buffer.from(logSigner.key.id, 'hex'), logSigner.sign('words\n', NOW).signature]).toString('base64')}\n`
    expect(openCheckpoint(Buffer.from(note), [logSigner.key])).toBe('malformed')
  })
})
