import { describe, expect, it } from '@jest/globals'
import { createAuditStanding } from '../../../../gateway/api/audit/audit-standing.ts'
import { StoreAlteredError, StoreBehindError } from '../../../../gateway/read/errors.ts'
import { agencyNamed } from '../../../fixtures/ids.ts'

const agency = (oversight: boolean) => ({ name: 'An agency', type: 'police', areas: [], oversight })
const control = {
  staff: new Map(),
  agencies: new Map([
    ['inspectorate', agency(true)],
    ['police', agency(false)],
  ]),
}
const reader = (of: string, role: string) => ({ kind: 'reader' as const, id: 'a', agency: agencyNamed(of), role, name: '' })
const secret = Buffer.alloc(32)

describe('who may ask who read what', () => {
  const standing = createAuditStanding({
    readControl: () => Promise.resolve(control),
    controlOfLog: () => Promise.reject(new Error('not asked')),
    secret,
  })

  it.each([
    ['inspectorate', 'auditor', 'stands'],
    ['inspectorate', 'dpo', 'stands'],
    ['police', 'auditor', 'unauthenticated'],
    ['police', 'dpo', 'not-oversight'],
    ['inspectorate', 'marac_chair', 'not-oversight'],
    ['unknown', 'dpo', 'not-oversight'],
  ])('of %s, as %s: %s', async (of, role, expected) => {
    expect(await standing(reader(of, role))).toBe(expected)
  })

  it.each([new StoreAlteredError(), new StoreBehindError()])(
    'is asked of control.events itself where the read store cannot be trusted: $code',
    async (error) => {
      const altered = createAuditStanding({
        readControl: () => Promise.reject(error),
        controlOfLog: () => Promise.resolve(control),
        secret,
      })
      expect(await altered(reader('inspectorate', 'auditor'))).toBe('stands')
      expect(await altered(reader('police', 'auditor'))).toBe('unauthenticated')
      expect(await altered(reader('police', 'dpo'))).toBe('not-oversight')
    },
  )

  it('fails with any other failure', async () => {
    const away = createAuditStanding({
      readControl: () => Promise.reject(new Error('away')),
      controlOfLog: () => Promise.resolve(control),
      secret,
    })
    await expect(away(reader('inspectorate', 'auditor'))).rejects.toThrow('away')
  })
})
