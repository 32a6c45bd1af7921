import { describe, expect, it } from '@jest/globals'
import { commonFields, loadCatalogue } from '../../schemas/index.ts'

const catalogue = loadCatalogue()
const fields = new Map(commonFields(catalogue).map((field) => [field.path, field]))

describe('the fields of every event', () => {
  it('say what each is, whether it must be there, its form and its code list', () => {
    expect(fields.get('data.occurred.precision')).toEqual({
      path: 'data.occurred.precision',
      required: true,
      form: 'a code',
      meaning: 'How exact the times are, no finer than the agency knows them',
      codeList: 'occurred_precision',
    })
    expect(fields.get('data.sharing.lawful_basis')).toMatchObject({ required: true, form: 'a list of codes', codeList: 'lawful_basis' })
    expect(fields.get('data.occurred.from')).toMatchObject({
      form: 'a date, as 2026-01-31, or a date and time with offset, as 2026-01-31T17:05:00Z',
    })
    expect(fields.get('data.subject.birth_date')).toMatchObject({ required: false, form: 'a date, as 2026-01-31' })
    expect(fields.get('data.harmed[].identifiers[].value')).toMatchObject({ required: true, form: 'text of at most 200 characters' })
  })

  it('are the same whichever type one looks at, with a meaning each and code lists that are there', () => {
    for (const { type } of catalogue.types.values()) {
      expect(commonFields({ ...catalogue, types: new Map([[type, catalogue.types.get(type) as never]]) })).toEqual([...fields.values()])
    }
    for (const { path, meaning, codeList } of fields.values()) {
      expect([path, meaning]).not.toEqual([path, ''])
      if (codeList !== undefined) expect([path, catalogue.codeLists.has(codeList)]).toEqual([path, true])
    }
  })
})
