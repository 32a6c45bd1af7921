import { hash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import { leafOf } from '../../../core/transparency-log/leaf.ts'
import { LONGEST_ENTRY } from '../../../core/transparency-log/tiles/entry-bundle.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { canonicalJson, loadRecords } from '../../../schemas/index.ts'

const RECORD: AccessRecord = {
  id: '0191f3a4-5b6c-4d7e-8f90-a1b2c3d4e5f6',
  at: '2026-01-05T09:00:00.000Z',
  action: 'timeline',
  agency: agencyNamed('norshire-police'),
  role: 'marac_coordinator',
  purpose: 'marac_risk_management',
  outcome: 'permit',
  engine: 2,
  policy: 'ab'.repeat(32),
  versions: [
    { log: 'links', sequence: 7, chain: '01'.repeat(32) },
    { log: 'control', sequence: 12, chain: '02'.repeat(32) },
    { log: 'case:0', sequence: 3, chain: '03'.repeat(32) },
  ],
  actor: Buffer.alloc(32, 4),
  request: Buffer.alloc(32, 5),
  decision: Buffer.alloc(32, 6),
  released: '07'.repeat(32),
  opening_actor: Buffer.from('sealed actor'),
  opening_case: Buffer.from('sealed case'),
  sought: '',
}
const versionsOf = (count: number): AccessRecord['versions'] =>
  Array.from({ length: count }, (_, at) => ({ log: `case:${String(at)}`, sequence: at, chain: 'cd'.repeat(32) }))

describe('the leaf of an access record', () => {
  it('has the same bytes in every release', () => {
    expect(JSON.parse(leafOf(RECORD).toString('utf8'))).toEqual({
      v: 1,
      t: 'access',
      ts: RECORD.at,
      did: RECORD.id,
      agency: agencyNamed('norshire-police'),
      role: 'marac_coordinator',
      purpose: 'marac_risk_management',
      action: 'timeline',
      outcome: 'permit',
      policy: RECORD.policy,
      engine: 2,
      released: RECORD.released,
      actor: '04'.repeat(32),
      req: '05'.repeat(32),
      decision: '06'.repeat(32),
      sealed: [hash('sha256', 'sealed actor', 'hex'), hash('sha256', 'sealed case', 'hex')],
      versions: [
        ['links', 7, '01'.repeat(32)],
        ['control', 12, '02'.repeat(32)],
        ['case:0', 3, '03'.repeat(32)],
      ],
    })
    expect(hash('sha256', leafOf(RECORD), 'hex')).toBe('3570e15eda2ad6f0be0e1921c7949e9b9ee96e398c5c26379a37bf86519c6c1a')
  })

  it('is canonical JSON', () => {
    const text = leafOf(RECORD).toString('utf8')
    expect(canonicalJson(JSON.parse(text))).toBe(text)
  })

  it('differs when any field of its record does, also one that a later schema adds', () => {
    const source = loadRecords().get('access-record')?.source as { fields: { name: keyof AccessRecord }[] } | undefined
    const names = source?.fields.map(({ name }) => name) ?? []
    expect([...names].sort()).toEqual(Object.keys(RECORD).sort())
    const other = (value: unknown): unknown => {
      if (typeof value === 'string') return `${value}x`
      if (typeof value === 'number') return value + 1
      return Buffer.isBuffer(value) ? Buffer.concat([value, Buffer.from([0])]) : versionsOf(1)
    }
    for (const name of names) {
      const changed = leafOf({ ...RECORD, [name]: other(RECORD[name]) })
      expect([name, changed.equals(leafOf(RECORD))]).toEqual([name, false])
    }
  })

  it('is that of before for a record that was written before look-ups had tokens', () => {
    expect(leafOf(RECORD).includes('sought')).toBe(false)
    expect(JSON.parse(leafOf({ ...RECORD, sought: 'token' }).toString('utf8'))).toMatchObject({ sought: 'token' })
  })

  it('of many cases has the hash of their versions, and fits', () => {
    const [fits, long] = [versionsOf(700), versionsOf(20_000)]
    expect(JSON.parse(leafOf({ ...RECORD, versions: fits }).toString('utf8'))).toHaveProperty('versions.699')
    const leaf = leafOf({ ...RECORD, versions: long })
    expect(leaf.length).toBeLessThan(LONGEST_ENTRY)
    const tuples = long.map(({ log, sequence, chain }) => [log, sequence, chain])
    expect(JSON.parse(leaf.toString('utf8'))).toMatchObject({ versionsHash: hash('sha256', canonicalJson(tuples), 'hex') })
    expect(leafOf({ ...RECORD, versions: long.toReversed() }).equals(leaf)).toBe(false)
  })

  it('is none of a record that no gateway writes', () => {
    expect(() => leafOf({ ...RECORD, action: 'x'.repeat(70_000) })).toThrow(RangeError)
    expect(() => leafOf({ ...RECORD, role: '\ud800' })).toThrow(RangeError)
    expect(() => leafOf({ ...RECORD, versions: [{ log: '\udc00', sequence: 1, chain: '' }] })).toThrow(RangeError)
  })

  it('says nothing of who read, nor of whom', () => {
    const keys = Object.keys(JSON.parse(leafOf(RECORD).toString('utf8')) as object)
    expect(keys.sort()).toEqual(
      'action actor agency decision did engine outcome policy purpose released req role sealed t ts v versions'.split(' '),
    )
  })
})
