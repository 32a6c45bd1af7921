import { afterAll, describe, expect, it } from '@jest/globals'
import { createSealer, sealHere } from '../../../consumers/sealing/sealer.ts'
import { partAad } from '../../../core/sealing/part-key.ts'
import { openEach } from '../../../core/sealing/open-each.ts'
import { sealEach } from '../../../core/sealing/seal-each.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const [ofScope, ofEvent, other] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer]
const catalogue = loadCatalogue()
const type = 'behaviour.incident-recorded'

/** Parts of one event each: its record, or what happened; every seventh is under another key, one in five of an earlier release. */
const reducible = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const binding = {
      agency: agencyNamed('norshire-police'),
      system: 'ä',
      eventId: `event ${String(at)}`,
      owner: '',
      class: at % 2 === 0 ? 'META' : 'BEHAV',
    }
    const keys = { ofScope, ofEvent: at % 5 === 4 ? undefined : ofEvent }
    const plaintext = Buffer.from(JSON.stringify({ '/assertion/confidence': at, '/details/tactics': ['control.isolation'] }))
    const [sealed = Buffer.alloc(0)] = sealEach([{ ...keys, aad: partAad({ ...binding, form: 'plain' }), plaintext }])
    return { ...keys, ofScope: at % 7 === 3 ? other : ofScope, binding, type, occurredFrom: '2026-01-05', sealed }
  })

const plain = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    ofScope,
    ofEvent: at % 5 === 4 ? undefined : other,
    aad: `ä ${String(at)}`,
    plaintext: Buffer.alloc(at % 9, at),
  }))

describe('a thread that reduces and seals parts for consumers', () => {
  const sealer = createSealer(catalogue)
  const here = sealHere(catalogue)
  afterAll(async () => {
    await sealer.close()
  })

  it.each([0, 3, 300])('reduces %i parts to the bytes that this thread makes of them, and says which do not open', async (count) => {
    const parts = reducible(count)
    const forms = await sealer.reduce(parts)
    expect(forms).toEqual(await here.reduce(parts))
    expect(forms.filter((form) => form === undefined)).toHaveLength(Math.floor((count + 3) / 7))
  })

  it('makes the coarser form that an event type declares', async () => {
    const parts = reducible(40)
    const forms = await sealer.reduce(parts)
    const opened = openEach(
      parts.map(({ binding, ofEvent: own }, at) => ({
        ofScope,
        ofEvent: own,
        aad: partAad({ ...binding, form: 'reduced' }),
        sealed: forms[at] ?? Buffer.alloc(0),
      })),
    )
    expect(opened[1]?.toString()).toBe('{"/details/tactics":["control"]}')
  })

  it.each([0, 3, 300])(
    'seals %i parts to the bytes that this thread makes of them, and leaves keys and content as they are',
    async (count) => {
      const parts = plain(count)
      const sealed = await sealer.seal(parts)
      expect(sealed).toEqual(sealEach(parts))
      expect(openEach(parts.map((part, at) => ({ ...part, sealed: sealed[at] ?? Buffer.alloc(0) })))).toEqual(
        plain(count).map(({ plaintext }) => plaintext),
      )
      expect([ofScope, ofEvent]).toEqual([Buffer.alloc(32, 1), Buffer.alloc(32, 2)])
    },
  )

  it('gives several that ask at once each their own', async () => {
    const [few, many, parts] = [plain(20), plain(200), reducible(50)]
    const given = await Promise.all([sealer.seal(few), sealer.seal(many), sealer.reduce(parts)])
    expect(given).toEqual([sealEach(few), sealEach(many), await here.reduce(parts)])
  })

  it('ends; what was asked of it is done here, and what comes later by another', async () => {
    const parts = plain(40)
    const under = sealer.seal(parts)
    await sealer.close()
    expect(await under).toEqual(sealEach(parts))
    expect(await sealer.seal(parts)).toEqual(sealEach(parts))
  })
})
