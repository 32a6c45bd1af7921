import { describe, expect, it } from '@jest/globals'
import { personEvidence, type Evidence, type PersonRole } from '../../../core/linking/evidence.ts'
import { quotedProceedings } from '../../../core/linking/references.ts'
import { isPlaceholderReference } from '../../../core/linking/placeholders.ts'
import { linkingSecret } from '../../../core/linking/tokens.ts'
import { loadExamples } from '../../../schemas/catalogue/examples.ts'
import { loadCatalogue } from '../../../schemas/catalogue/load.ts'
import { createEventChecker } from '../../../schemas/codec/check.ts'
import type { EventData, Person } from '../../../schemas/codec/agency-event.ts'
import { createLinker } from './linker.ts'
import { quote } from './said.ts'

const secret = linkingSecret(Buffer.alloc(32, 7))
const said = (
  role: PersonRole,
  given: string | null,
  family: string | null,
  born: string | null,
  ids: Readonly<Record<string, string>> = {},
) =>
  personEvidence(
    secret,
    {
      key: role,
      role: 'adult',
      given_name: given,
      family_name: family,
      birth_date: born,
      identifiers: Object.entries(ids).map(([scheme, value]) => ({ scheme, value })),
    } as unknown as Person,
    role,
  )
const nothing = {
  identifiers: [],
  name: null,
  full_name: null,
  surname: null,
  given_name: null,
  birth_date: null,
  spellings: [],
  slips: expect.any(Function),
  mistyped: expect.any(Function),
}

describe('a person of whom only placeholders are given', () => {
  it.each([
    ['NK', 'NK'],
    ['N/K', 'n/k'],
    ['NK NK', 'NK NK'],
    ['Not', 'Known'],
    ['Unknown', 'Unknown'],
    ['Unk', 'unk'],
    ['Anon', 'Anon'],
    ['Mr', 'Unknown'],
    ['Miss', 'Unknown'],
    ['Unknown', 'Male'],
    ['Test', 'Test'],
    ['-', '-'],
    ['xx', 'XXX'],
    ['ZZ', 'zz'],
    ['A N', 'Other'],
    ['Male', 'XXTESTPATIENT-TBQZ'],
    ['Not given', 'not recorded'],
  ])('is nobody: %s %s', (given, family) => {
    const person = said('subject', given, family, '1900-01-01', { NHS: '2222222222', CRN: 'X000000', PNC: '2000/0000000Z' })
    expect(person).toMatchObject({ name: null, full_name: null, identifiers: [], birth_date: null, surname: null })
  })

  it.each([
    ['1900-01-01', null],
    ['1970-01-01', null],
    ['1970-01-02', expect.any(String)],
    ['1900-02-01', expect.any(String)],
  ])('has no birth date by %s alone', (born, expected) => {
    expect(said('adult', null, null, born).birth_date).toEqual(expected)
  })

  it.each([
    ['NHS', '0000000000'],
    ['NHS', '222 222 2222'],
    ['NHS', '9999999999'],
    ['CRN', 'X000000'],
    ['CRN', 'x111111'],
    ['PNC', '2000/0000000Z'],
    ['PNC', '00/0Z'],
    ['NOMIS', 'A0000AA'],
    ['NOMIS', 'A0000BK'],
    ['NOMIS', 'A1111AA'],
    ['NINO', 'AA000000A'],
    ['NINO', 'AB 11 11 11 C'],
  ])('is not told by %s %s', (scheme, value) => {
    expect(said('subject', null, null, null, { [scheme]: value })).toEqual({ role: 'subject', ...nothing })
  })

  it.each([
    ['NHS', '9991234306'],
    ['CRN', 'X418823'],
    ['PNC', '2007/0418823Y'],
    ['NOMIS', 'A4188BK'],
    ['NOMIS', 'A1111BK'],
    ['NINO', 'AB123456C'],
  ])('is told by %s %s', (scheme, value) => {
    expect(said('subject', null, null, null, { [scheme]: value }).identifiers).toHaveLength(1)
  })

  it.each(['Nok', 'Anona', 'Testa', 'Given', 'Null', 'Man', 'Na', 'Child', 'Baxx', 'Xu', 'Known', 'Doe'])(
    'is somebody by the name %s',
    (name) => {
      expect(said('adult', name, name, null)).toMatchObject({ surname: expect.any(String), full_name: expect.any(String) })
    },
  )
})

describe('proceedings of which no id is given', () => {
  it.each(['N/K', 'unknown', 'TBC', 'not known', '0000', 'M-00', '01/00/00000/26', '999999', 'CR-111111'])(
    'are quoted by nothing: %s',
    (id) => {
      expect(isPlaceholderReference(id)).toBe(true)
      const schema = loadCatalogue().types.get('marac.case-listed')
      if (schema === undefined) throw new RangeError('The type is there.')
      const data = { details: { marac_id: id }, case_refs: [id, 'C-1'] } as unknown as EventData
      expect(quotedProceedings(schema, data).map((quoted) => quoted.id)).toEqual(['C-1'])
    },
  )

  it.each(['M-2026-0001', 'M0', '2000', 'B-7', '11', 'WM/2026/1000', 'NOR-MARAC-2026', 'case a', 'a4f0000b-0000-4000-8000-00000000000a'])(
    'are quoted by their id: %s',
    (id) => {
      expect(isPlaceholderReference(id)).toBe(false)
    },
  )
})

describe('a breach of an order whose id nobody told the agency', () => {
  it('is taken with `unknown` in its place, which quotes no order', () => {
    const catalogue = loadCatalogue()
    const schema = catalogue.types.get('order.breached')
    const example = loadExamples().get('order.breached') as { data: { details: object } } | undefined
    if (schema === undefined || example === undefined) throw new RangeError('The type is there.')
    const event = { ...example, data: { ...example.data, details: { ...example.data.details, order_id: 'unknown' } } }
    const checked = createEventChecker(catalogue)(event)
    expect(checked).toMatchObject({ ok: true })
    expect(checked.ok ? quotedProceedings(schema, checked.value.data).filter(({ kind }) => kind === 'order') : undefined).toEqual([])
  })
})

describe('strangers of whom only placeholders are given', () => {
  const stranger: Evidence = {
    subject: said('subject', 'NK', 'NK', '1900-01-01', { NHS: '2222222222', CRN: 'X000000', PNC: '2000/0000000Z' }),
    harmed: [said('adult', 'NK', 'NK', '1900-01-01', { NHS: '2222222222' })],
    proceedings: [],
    references: [],
  }
  it('open no case and join none: the event waits, with nothing to wait for', () => {
    expect(createLinker().send(stranger)).toEqual({ kind: 'unlinked', awaits: [], mayBe: [] })
  })

  it('are in a case by what they quote, each of the harmed by an own id', () => {
    const linker = createLinker()
    const M1 = quote('marac', 'M1', 'norshire')
    const first = linker.send({
      subject: said('subject', 'Darren', 'Holt', '1989-07-14', { CRN: 'X418823' }),
      harmed: [],
      proceedings: [M1],
      references: [],
    })
    const [one, other] = [linker.send({ ...stranger, proceedings: [M1] }), linker.send({ ...stranger, proceedings: [M1] })]
    if (first.kind === 'unlinked' || one.kind === 'unlinked' || other.kind === 'unlinked') throw new RangeError('All are linked.')
    expect([one.caseLog, other.caseLog]).toEqual([first.caseLog, first.caseLog])
    expect(one.people[1]).not.toBe(other.people[1])
  })
})
