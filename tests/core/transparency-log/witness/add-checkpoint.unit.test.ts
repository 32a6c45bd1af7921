import { describe, expect, it } from '@jest/globals'
import { formatAddCheckpoint, parseAddCheckpoint } from '../../../../core/transparency-log/witness/add-checkpoint.ts'
import { logOf, ORIGIN, sampleEntries } from '../sample-log.ts'

/** The example of C2SP tlog-witness. */
const EXAMPLE = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
\u2014 example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`
const note = Buffer.from(logOf(sampleEntries(3)).files.get('checkpoint') ?? [])

describe('a request to a witness', () => {
  it('of the specification is read and written', () => {
    const request = parseAddCheckpoint(Buffer.from(EXAMPLE))
    if (request === undefined) throw new Error('The example is a request')
    expect([request.old, request.proof.length, request.checkpoint.origin, request.checkpoint.size]).toEqual([
      20_852_014,
      4,
      'example.com/behind-the-sofa',
      20_852_163,
    ])
    expect(formatAddCheckpoint(request).toString('utf8')).toBe(EXAMPLE)
  })

  it('may have no hashes', () => {
    expect(parseAddCheckpoint(formatAddCheckpoint({ old: 0, proof: [], note }))).toMatchObject({
      old: 0,
      proof: [],
      checkpoint: { origin: ORIGIN },
    })
  })

  it('is read from a view of more bytes', () => {
    const body = formatAddCheckpoint({ old: 0, proof: [], note })
    const view = new Uint8Array(Buffer.concat([Buffer.from('xx'), body])).subarray(2)
    expect(parseAddCheckpoint(view)?.note.equals(note)).toBe(true)
  })
})
