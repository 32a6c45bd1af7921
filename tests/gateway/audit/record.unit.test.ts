import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { commitment, commits } from '../../../core/access-log/commitment.ts'
import { caseScope, commandKey, readerScope, REFERENCE_SCOPE } from '../../../infra/access-log/opening.ts'
import { openRecord } from '../../../infra/access-log/open-record.ts'
import { buildRecord, type RecordInput } from '../../../gateway/audit/record.ts'
import type { DataKey, KeyScope, Vault } from '../../../infra/vault/port.ts'
import { loadRecords, recordOf } from '../../../schemas/index.ts'
import { agencyNamed, caseLogNamed } from '../../fixtures/ids.ts'

const bytes = (fill: number): Buffer => Buffer.alloc(32, fill)
const CASE = caseLogNamed('6b1f7c7e-52a1-4ad0-8a44-3d1d26b4e001')

/** A vault over a map of keys, for reading. */
const vaultOf = (keys: ReadonlyMap<string, DataKey>): Pick<Vault, 'keys' | 'lost' | 'secret'> => ({
  secret: async () => bytes(7),
  keys: async (scopes: readonly KeyScope[]) => scopes.map((scope) => keys.get(scope.case) ?? 'absent'),
  lost: async (scopes) => scopes.map(() => false),
})

const input: RecordInput = {
  id: '0e0f1f0a-53b3-4b1b-9f5e-1a2b3c4d5e6f',
  at: '2026-01-05T09:00:00.000Z',
  action: 'timeline',
  agency: agencyNamed('norshire-marac'),
  role: 'marac_coordinator',
  purpose: 'marac_risk_management',
  outcome: 'permit',
  engine: 1,
  policy: '00'.repeat(32),
  versions: [{ log: 'control', sequence: 3, chain: '11'.repeat(32) }],
  actor: { staff: 'norshire-marac:norshire-coordinator' },
  request: { cases: [CASE], asked: 'AAAAAAAAAAAAAAAAAAAAAA', channel: 'live', justified: false, page: { limit: '100', order: 'oldest' } },
  decision: { outcome: 'permit', events: [[0, 1, 'shown', 'exact', 'named']], released: [[0, 1, [['', 'META', 'plain']]]] },
  released: '22'.repeat(32),
  sought: '',
  salts: { actor: bytes(1), request: bytes(2), decision: bytes(3) },
  keys: {
    reference: bytes(4),
    actor: { reference: readerScope('abc').case, key: bytes(5) },
    case: { reference: caseScope(CASE).case, key: bytes(6) },
  },
}
const keys = new Map<string, DataKey>([
  [REFERENCE_SCOPE.case, bytes(4)],
  [readerScope('abc').case, bytes(5)],
  [CASE, bytes(6)],
])

describe('a commitment', () => {
  it('is SHA-256 of 0x10, tag, 0x00, salt and canonical JSON', () => {
    const expected = createHash('sha256')
      .update(Buffer.concat([Buffer.from([0x10]), Buffer.from('actor'), Buffer.from([0]), bytes(1), Buffer.from('{"a":1}')]))
      .digest()
    expect(commitment('actor', bytes(1), '{"a":1}')).toEqual(expected)
  })
  it.each([
    ['decision', bytes(1), '{"a":1}'],
    ['actor', bytes(2), '{"a":1}'],
    ['actor', bytes(1), '{"a":2}'],
  ] as const)('is to one tag, salt and value only (%s)', (tag, salt, json) => {
    expect(commits(commitment('actor', bytes(1), '{"a":1}'), tag, salt, json)).toBe(false)
  })
})

describe('an access record', () => {
  const record = buildRecord(input)

  it('is what its schema says, and has nobody and no case in the clear', () => {
    const { avro } = recordOf(loadRecords(), 'access-record')
    const wire = avro.toBuffer(record)
    expect(avro.fromBuffer(wire)).toMatchObject({ id: input.id, released: input.released })
    for (const personal of ['norshire-coordinator', CASE, 'AAAAAAAAAAAAAAAAAAAAAA', 'abc']) expect(wire.includes(personal)).toBe(false)
  })
  it('opens under the keys of its reader and its case', async () => {
    expect(await openRecord(vaultOf(keys), record)).toEqual({ actor: input.actor, request: input.request, decision: input.decision })
  })
  it('is erased for a reader or a case whose key was destroyed, and for that one only', async () => {
    const noReader = await openRecord(vaultOf(new Map(keys).set(readerScope('abc').case, 'destroyed')), record)
    expect(noReader).toEqual({ actor: 'erased', request: input.request, decision: input.decision })
    const noCase = await openRecord(vaultOf(new Map(keys).set(CASE, 'destroyed')), record)
    expect(noCase).toEqual({ actor: input.actor, request: 'erased', decision: 'erased' })
  })
  it.each(['actor', 'request', 'decision', 'opening_actor', 'opening_case'] as const)('shows an altered %s', async (field) => {
    const altered = Buffer.from(record[field])
    altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1)
    expect(Object.values(await openRecord(vaultOf(keys), { ...record, [field]: altered }))).toContain('altered')
  })
})

describe('an access record of a command', () => {
  const record = buildRecord({ ...input, actor: { staff: null }, keys: { command: commandKey(bytes(7)) } })

  it('opens by the secret alone, whatever became of every key', async () => {
    expect(await openRecord(vaultOf(new Map()), record)).toEqual({
      actor: { staff: null },
      request: input.request,
      decision: input.decision,
    })
  })
  it.each(['actor', 'request', 'opening_actor', 'opening_case'] as const)('shows an altered %s', async (field) => {
    const altered = Buffer.from(record[field])
    altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1)
    expect(Object.values(await openRecord(vaultOf(new Map()), { ...record, [field]: altered }))).toContain('altered')
  })
})
