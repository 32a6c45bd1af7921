import { describe, expect, it } from '@jest/globals'
import { reducePart, reducePartBefore } from '../../../../core/parts/reduce.ts'
import { actsWords, hasWords } from '../../../../gateway/pages/timeline/acts.ts'
import { codeLabel, COARSER } from '../../../../gateway/pages/timeline/codes.ts'
import { heldLine, isHeldWord } from '../../../../gateway/pages/timeline/held.ts'
import { THIS_PERSON } from '../../../../gateway/pages/timeline/speech.ts'
import { TITLES } from '../../../../gateway/pages/timeline/title-table.ts'
import { REPORTED } from '../../../../core/parts/for-reader.ts'
import { classes } from '../../../../schemas/classes/matrix.ts'
import { loadCatalogue } from '../../../../schemas/index.ts'

const catalogue = loadCatalogue()
const codesOf = (list: string): readonly string[] => catalogue.codeLists.get(list)?.codes.map(({ code }) => code) ?? []

interface Reduced {
  /** The code list of the field, then the code that is disclosed. */
  readonly codes: ReadonlySet<string>
  readonly held: ReadonlySet<string>
}

/** What any code of any field can become in a reduced form, of now and of before, in the class of its field and in any to which it may be raised. */
function everyReducedCode(): Reduced {
  const codes = new Set<string>()
  const held = new Set<string>()
  for (const schema of catalogue.types.values())
    for (const field of schema.details) {
      const pointer = `/details/${field.name}`
      const said = field.codeList === undefined ? ['something', true, 7] : codesOf(field.codeList)
      for (const { code: sensitivity } of classes)
        for (const value of said) {
          const values = { [pointer]: field.kind === 'codes' ? [value] : value }
          const context = { schema, owner: '', occurredFrom: '2025-01-02' }
          for (const form of [reducePart(sensitivity, values, context), reducePartBefore(sensitivity, values, context)])
            for (const [at, left] of Object.entries(form ?? {})) {
              if (at.startsWith('/held/')) held.add(at.slice('/held/'.length))
              if (at === pointer && field.codeList !== undefined)
                for (const code of [left].flat()) codes.add(`${field.codeList} ${String(code)}`)
            }
        }
    }
  return { codes, held }
}

describe('every code that can be disclosed', () => {
  const reduced = everyReducedCode()
  it('has a label, as said and in every reduced form', () => {
    const all = new Set([
      ...[...catalogue.codeLists.keys()].flatMap((list) => codesOf(list).map((code) => `${list} ${code}`)),
      ...reduced.codes,
      `assertion_basis ${REPORTED}`,
      `source_kind ${REPORTED}`,
      `incident_type ${REPORTED}`,
    ])
    expect([...all].filter((entry) => codeLabel(catalogue, ...(entry.split(' ') as [string, string])) === undefined)).toEqual([])
    expect(reduced.codes).toContain('custody_status in_custody')
    expect(reduced.codes).toContain('tactic control')
  })

  it('is a group of a reduced form only where one is: no label is of a code that nothing has', () => {
    const labelled = Object.entries(COARSER).flatMap(([list, codes]) => Object.keys(codes).map((code) => `${list} ${code}`))
    expect(labelled.filter((entry) => !reduced.codes.has(entry))).toEqual([
      `assertion_basis ${REPORTED}`,
      `source_kind ${REPORTED}`,
      `incident_type ${REPORTED}`,
    ])
  })

  it('is said in a heading where it is what he did', () => {
    const tactics = [...new Set([...codesOf('tactic'), ...Object.keys(COARSER.tactic ?? {})])]
    expect(tactics.filter((tactic) => !hasWords(tactic))).toEqual([])
    for (const tactic of tactics) expect(actsWords({ tactics: [tactic], whom: 'Beth' })).not.toMatch(/undefined|\bthey\b/i)
  })

  it('is said to be held, in words, where that is all that is told', () => {
    expect([...reduced.held].filter((what) => !isHeldWord(what))).toEqual([])
    expect(heldLine({ held: ['practitioner', 'whereabouts'] }, THIS_PERSON)).toEqual([
      { key: 'Held, not shown here', values: ['the name of a practitioner', 'this person’s whereabouts'] },
    ])
  })

  it('has a heading where headings go by code', () => {
    for (const [type, entry] of Object.entries(TITLES)) {
      if (typeof entry === 'string') continue
      const field = catalogue.types.get(type)?.details.find(({ name }) => name === entry.field)
      const list = field?.codeList
      const possible = list === undefined ? ['true', 'false'] : [...codesOf(list), ...Object.keys(COARSER[list] ?? {})]
      expect([type, Object.keys(entry.titles).filter((code) => !possible.includes(code))]).toEqual([type, []])
      if (new Set(['record.contested', 'rights.request-updated']).has(type)) continue
      expect([type, possible.filter((code) => !(code in entry.titles))]).toEqual([type, []])
    }
  })
})
