import { readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { agencyIdOf, caseLogIdOf, isAgencyId, isCaseLogId, isPersonId, personIdOf } from '../../schemas/ids.ts'

const root = join(import.meta.dirname, '../..')

describe('the id of a case log, and that of a person', () => {
  it('is any UUID in lower case, unchanged', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect([caseLogIdOf(uuid), personIdOf(uuid)]).toEqual([uuid, uuid])
      }),
    )
  })

  it.each([
    '',
    'case',
    '6B1F7C7E-52A1-4AD0-8A44-3D1D26B4E001',
    '6b1f7c7e52a14ad08a443d1d26b4e001',
    '6b1f7c7e-52a1-4ad0-8a44-3d1d26b4e001\n',
    ' 6b1f7c7e-52a1-4ad0-8a44-3d1d26b4e001',
    'AAAAAAAAAAAAAAAAAAAAAA',
    'norshire-police',
  ])('is not %j', (text) => {
    expect([isCaseLogId(text), isPersonId(text)]).toEqual([false, false])
    expect(() => caseLogIdOf(text)).toThrow(TypeError)
    expect(() => personIdOf(text)).toThrow(TypeError)
  })
})

describe('the id of an agency', () => {
  it('is what may be part of the name of a topic of Kafka', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,63}$/), (text) => {
        expect(agencyIdOf(text)).toBe(text)
        expect(`agency.${text}.receipts`).toMatch(/^[a-zA-Z0-9._-]{1,249}$/)
      }),
    )
  })

  it.each(['', '-police', 'Norshire-police', 'norshire.police', 'norshire police', '../x', 'a\u0000b', 'a\n', 'a'.repeat(65)])(
    'is not %j',
    (text) => {
      expect(isAgencyId(text)).toBe(false)
      expect(() => agencyIdOf(text)).toThrow(TypeError)
    },
  )

  it('says nothing of what was refused, which may be anybody’s words', () => {
    expect(() => agencyIdOf('Alice Marsh')).toThrow(expect.objectContaining({ message: expect.not.stringContaining('Alice') }))
  })
})

describe('an id', () => {
  it('is made by parsing alone: nowhere by a cast, but for the names that tests give', () => {
    const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'], { cwd: root, encoding: 'utf8' })
      .split('\n')
      .filter((file) => file !== '')
    expect(files).toContain('schemas/ids.ts')
    const casts = files.filter((file) =>
      /\bas\s+(?:readonly\s+)?\(?(?:CaseLogId|PersonId|AgencyId)\b/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(casts).toEqual(['tests/fixtures/ids.ts'])
  })
})
