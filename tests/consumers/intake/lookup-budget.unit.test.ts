import { describe, expect, it } from '@jest/globals'
import { createEventDecoder } from '../../../consumers/intake/decode-event.ts'
import { loadCatalogue } from '../../../schemas/index.ts'

const NOTHING = { specversion: '1.0', id: undefined, source: undefined, type: undefined, time: undefined }
const subject = 'uk.throughline.bail.Breached'
const catalogue = loadCatalogue()
const schema = [...catalogue.types.values()].find((one) => one.subject === subject)?.source
const wire = (id: number): Buffer => {
  const bytes = Buffer.alloc(6)
  bytes.writeInt32BE(id, 1)
  return bytes
}

function setUp() {
  let now = 0
  const asked: number[] = []
  const registry = {
    idOf: async () => 1,
    versionsOf: async () => [],
    schemaOf: async (id: number) => {
      asked.push(id)
      return id >= 1_000_000 ? { id, subject, version: 1, schema } : undefined
    },
  }
  const decode = createEventDecoder({ catalogue, registry, clock: { now: () => now } })
  return {
    asked,
    pass: (ms: number) => {
      now += ms
    },
    code: async (id: number, sender: string) => {
      const decoded = await decode(wire(id), NOTHING, sender)
      return decoded.ok ? 'ok' : decoded.errors[0]?.code
    },
  }
}

describe('a flood of made-up schema ids', () => {
  it('is refused id by id, and costs a hundred look-ups in thirty seconds', async () => {
    const { asked, code, pass } = setUp()
    for (let id = 1; id <= 5_000; id += 1) expect(await code(id, 'westmere-police')).toBe('unknown-schema')
    expect(asked).toHaveLength(100)
    pass(30_000)
    expect(await code(6_000, 'westmere-police')).toBe('unknown-schema')
    expect(asked).toHaveLength(101)
  })

  it('holds up nobody else, nor an id that the registry has said it has', async () => {
    const { code } = setUp()
    expect(await code(1_000_000, 'westmere-police')).toBe('truncated')
    for (let id = 1; id <= 200; id += 1) await code(id, 'westmere-police')
    expect(await code(1_000_000, 'westmere-police')).toBe('truncated')
    expect(await code(1_000_001, 'norshire-police')).toBe('truncated')
  })

  it('is counted by id: a thousand events of one unpublished schema use up one look-up', async () => {
    const { code } = setUp()
    for (let count = 0; count < 1_000; count += 1) await code(7, 'westmere-police')
    expect(await code(1_000_001, 'westmere-police')).toBe('truncated')
  })
})
