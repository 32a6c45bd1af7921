import { describe, expect, it } from '@jest/globals'
import type { Evidence } from '../../../core/linking/evidence.ts'
import { createLinker } from './linker.ts'
import { evidence, quote } from './said.ts'

const HOLT = { given: 'Darren', family: 'Holt', born: '1989-07-14' }
const MARSH = { given: 'Leanne', family: 'Marsh', born: '1991-11-02' }
const NAIR = { given: 'Priya', family: 'Nair', born: '1995-03-30' }
const REID = { given: 'Callum', family: 'Reid', born: '1993-05-08' }
const first = evidence({ ...HOLT, ids: { PNC: '1', CRN: '7' } }, { harmed: [MARSH], proceedings: [quote('marac', 'M1', 'norshire')] })

/** Sends the first event of the case, then another, and says what became of that. */
function after(next: Evidence, ...before: readonly Evidence[]): { readonly kind: string; readonly rule?: string; readonly same: boolean } {
  const linker = createLinker()
  const opened = linker.send(first, 'first')
  for (const event of before) linker.send(event)
  const outcome = linker.send(next)
  if (outcome.kind === 'unlinked') return { kind: 'unlinked', same: false }
  return { kind: outcome.kind, rule: outcome.rule, same: opened.kind !== 'unlinked' && outcome.caseLog === opened.caseLog }
}

const linked = (rule: string) => ({ kind: 'linked', rule, same: true })
const unlinked = { kind: 'unlinked', same: false }
const opened = (rule: string) => ({ kind: 'new', rule, same: false })

describe('an event whose subject has a known strong identifier', () => {
  it.each<[string, Evidence, object]>([
    ['joins the case when surname and birth date agree', evidence({ ...HOLT, ids: { PNC: '1' } }), linked('identifier')],
    ['joins the case when only the given name is another', evidence({ ...HOLT, given: 'Daz', ids: { PNC: '1' } }), linked('identifier')],
    [
      'joins the case when only the birth date is another',
      evidence({ ...HOLT, born: '1990-01-01', ids: { PNC: '1' } }),
      linked('identifier'),
    ],
    ['joins the case when only the surname is another', evidence({ ...HOLT, family: 'Hoult', ids: { PNC: '1' } }), linked('identifier')],
    [
      'waits when given name and birth date are others',
      evidence({ given: 'Daz', family: 'Holt', born: '1990-01-01', ids: { PNC: '1' } }),
      unlinked,
    ],
    [
      'waits when given name and surname are others',
      evidence({ given: 'Daz', family: 'Hoult', born: '1989-07-14', ids: { PNC: '1' } }),
      unlinked,
    ],
    ['joins the case with a further identifier', evidence({ ...HOLT, ids: { PNC: '1', NHS: '3' } }), linked('identifier')],
    ['waits when neither agrees', evidence({ ...REID, ids: { PNC: '1' } }, { harmed: [MARSH] }), unlinked],
    ['waits when there is neither surname nor birth date', evidence({ ids: { PNC: '1' } }), unlinked],
    ['waits when another strong identifier contradicts', evidence({ ...HOLT, ids: { PNC: '1', CRN: '8' } }), unlinked],
    [
      'waits when another strong identifier contradicts, also for a known pair',
      evidence({ ...HOLT, ids: { PNC: '1', CRN: '8' } }, { harmed: [MARSH] }),
      unlinked,
    ],
  ])('%s', (_, event, expected) => {
    expect(after(event)).toEqual(expected)
  })

  it('waits when subjects of two cases have its identifiers', () => {
    expect(after(evidence({ ...HOLT, ids: { PNC: '1', NHS: '9' } }), evidence({ ...REID, ids: { NHS: '9' } }))).toEqual(unlinked)
  })

  it('does not join a case by the identifier of a person harmed', () => {
    const harmed = evidence({ ...REID, ids: { PNC: '2' } }, { harmed: [{ ...NAIR, ids: { NHS: '5' } }] })
    expect(after(evidence({ ...NAIR, ids: { NHS: '5' } }), harmed)).toEqual(unlinked)
    expect(after(evidence({ ...NAIR, ids: { NHS: '5', PNC: '6' } }), harmed)).toEqual(opened('new-identifier'))
  })
})

describe('whose an event that waits may be', () => {
  const told = (next: Evidence, ...before: readonly Evidence[]): unknown => {
    const linker = createLinker()
    const opened = linker.send(first, 'first')
    for (const event of before) linker.send(event)
    const outcome = linker.send(next)
    if (outcome.kind !== 'unlinked') return outcome.kind
    const { mayBe } = outcome
    const isHis = opened.kind !== 'unlinked' && mayBe.includes(opened.caseLog)
    return mayBe.length === 0 ? "nobody's" : `may be ${isHis ? 'his' : "another's"}${mayBe.length > 1 ? ', or another' : ''}`
  }
  const wrong = { given: 'Daz', family: 'Hoult', born: '1989-07-14' }
  it.each<[string, unknown, string]>([
    ['is said, by a number', told(evidence({ ...wrong, ids: { PNC: '1' } })), 'may be his'],
    [
      'is said, by a proceeding',
      told(evidence({ ...wrong, born: '1990-01-01' }, { proceedings: [quote('marac', 'M1', 'norshire')] })),
      'may be his',
    ],
    ['is said where another number contradicts', told(evidence({ ...wrong, ids: { PNC: '1', CRN: '8' } })), 'may be his'],
    [
      'is said, by his name and birth date with another number',
      told(evidence({ ...HOLT, ids: { CRN: '8' } }, { harmed: [MARSH] })),
      'may be his',
    ],
    ['is said, by his name and birth date alone', told(evidence(HOLT)), 'may be his'],
    ['is not said where nothing points to him', told(evidence({ ...wrong, family: 'Holt', born: '1990-01-01' })), "nobody's"],
    [
      'is said of both where its numbers are those of two',
      told(evidence({ ...wrong, ids: { PNC: '1', NHS: '9' } }), evidence({ ...REID, ids: { NHS: '9' } })),
      'may be his, or another',
    ],
    ['is no question where one is a mistake: it is linked', told(evidence({ ...HOLT, given: 'Daz', ids: { PNC: '1' } })), 'linked'],
    ['is said, by a number alone', told(evidence({ ids: { PNC: '1' } })), 'may be his'],
  ])('%s', (_, outcome, expected) => {
    expect(outcome).toBe(expected)
  })
})

describe('an event about a known pair', () => {
  it.each<[string, Evidence, object]>([
    ['joins the case by names and birth dates', evidence(HOLT, { harmed: [MARSH] }), linked('pair')],
    [
      'joins the case with an identifier that nobody has used',
      evidence({ ...HOLT, ids: { NHS: '3' } }, { harmed: [MARSH] }),
      linked('pair'),
    ],
    [
      'waits when the subject is of another birth date and no identifier',
      evidence({ ...HOLT, born: '1989-07-15' }, { harmed: [{ family: 'Marsh' }] }),
      unlinked,
    ],
    ['waits when the harmed person is another', evidence(HOLT, { harmed: [NAIR] }), unlinked],
    ['waits when the harmed person has no birth date', evidence(HOLT, { harmed: [{ given: 'Leanne', family: 'Marsh' }] }), unlinked],
    ['waits when an identifier contradicts', evidence({ ...HOLT, ids: { CRN: '8' } }, { harmed: [MARSH] }), unlinked],
  ])('%s', (_, event, expected) => {
    expect(after(event)).toEqual(expected)
  })
})

describe('an event that quotes a proceeding or refers to an event', () => {
  const M1 = quote('marac', 'M1', 'norshire')
  it.each<[string, Evidence, object]>([
    ['joins the case of the proceeding', evidence(HOLT, { proceedings: [M1] }), linked('proceeding')],
    ['joins the case when nothing else is said of the subject', evidence({}, { proceedings: [M1] }), linked('proceeding')],
    [
      'joins the case from another area of its agency',
      evidence({}, { proceedings: [quote('marac', 'M1', 'westmere', 'norshire')] }),
      linked('proceeding'),
    ],
    [
      'joins the case by its identifier alone and the proceeding',
      evidence({ ids: { PNC: '1' } }, { proceedings: [M1] }),
      linked('proceeding'),
    ],
    ['joins the case of the event', evidence({ family: 'Holt' }, { references: ['first'] }), linked('reference')],
    ['waits when the proceeding is of another kind', evidence(HOLT, { proceedings: [quote('bail', 'M1', 'norshire')] }), unlinked],
    ['waits when the proceeding is of another area', evidence(HOLT, { proceedings: [quote('marac', 'M1', 'westmere')] }), unlinked],
    ['waits when the event is not known', evidence(HOLT, { references: ['nowhere'] }), unlinked],
    [
      'joins the case when only the surname is another',
      evidence({ given: 'Darren', family: 'Reid' }, { proceedings: [M1] }),
      linked('proceeding'),
    ],
    [
      'joins the case when only the given name is another',
      evidence({ given: 'Dean', family: 'Holt' }, { proceedings: [M1] }),
      linked('proceeding'),
    ],
    [
      'joins the case when only the birth date is another',
      evidence({ ...HOLT, born: '1989-07-15' }, { proceedings: [M1] }),
      linked('proceeding'),
    ],
    ['waits when the names are others', evidence(REID, { proceedings: [M1] }), unlinked],
    [
      'waits when given name and birth date are others',
      evidence({ given: 'Dean', family: 'Holt', born: '1989-07-15' }, { proceedings: [M1] }),
      unlinked,
    ],
    ['waits when an identifier contradicts', evidence({ ...HOLT, ids: { CRN: '8' } }, { proceedings: [M1] }), unlinked],
  ])('%s', (_, event, expected) => {
    expect(after(event)).toEqual(expected)
  })

  it('waits when the proceedings are of two cases', () => {
    const other = evidence({ ...REID, ids: { PNC: '2' } }, { proceedings: [quote('bail', 'B1', 'norshire')] })
    expect(after(evidence({}, { proceedings: [M1, quote('bail', 'B1', 'norshire')] }), other)).toEqual(unlinked)
    expect(after(evidence({}, { proceedings: [quote('bail', 'B1', 'norshire')], references: ['first'] }), other)).toEqual(unlinked)
  })

  it('waits when two cases gave the same id in its areas', () => {
    const other = evidence({ ...REID, ids: { PNC: '2' } }, { proceedings: [quote('marac', 'M1', 'westmere')] })
    expect(after(evidence({}, { proceedings: [quote('marac', 'M1', 'norshire', 'westmere')] }), other)).toEqual(unlinked)
    expect(after(evidence({}, { proceedings: [M1] }), other)).toEqual(linked('proceeding'))
  })

  it('does not carry a known proceeding into the other areas of who quotes it', () => {
    const quoted = evidence({}, { proceedings: [quote('marac', 'M1', 'norshire', 'westmere')] })
    expect(after(evidence({}, { proceedings: [quote('marac', 'M1', 'westmere')] }), quoted)).toEqual(unlinked)
  })

  it('makes nothing known by a case reference, which only looks for its case', () => {
    const looking = evidence({ ...HOLT, ids: { PNC: '1' } }, { proceedings: [{ ...quote('case', 'C1', 'norshire'), names: false }] })
    expect(after(evidence({}, { proceedings: [quote('case', 'C1', 'norshire')] }), looking)).toEqual(unlinked)
  })
})

describe('an event about somebody unknown', () => {
  it.each<[string, Evidence, object]>([
    ['opens a case by an identifier that nobody has used', evidence({ ...REID, ids: { PNC: '2' } }), opened('new-identifier')],
    ['opens a case by an identifier alone', evidence({ ids: { PNC: '2' } }), opened('new-identifier')],
    ['opens a case by a named pair', evidence(REID, { harmed: [NAIR] }), opened('new-pair')],
    ['opens a case by a named subject and child', evidence(REID, { children: [NAIR] }), opened('new-pair')],
    ['opens a case for a subject who shares the name of somebody harmed', evidence(MARSH, { harmed: [NAIR] }), opened('new-pair')],
    ['waits with a new identifier when a subject of that name and birth date is known', evidence({ ...HOLT, ids: { NHS: '3' } }), unlinked],
    ['waits with a new pair when a subject of that name and birth date is known', evidence(HOLT, { harmed: [NAIR] }), unlinked],
    ['waits when the harmed person has no full name', evidence(REID, { harmed: [{ family: 'Nair', born: '1995-03-30' }] }), unlinked],
    ['waits when the subject has no birth date', evidence({ given: 'Callum', family: 'Reid' }, { harmed: [NAIR] }), unlinked],
    ['waits when nobody harmed is named', evidence(REID), unlinked],
    ['waits when it says nothing', evidence({}), unlinked],
  ])('%s', (_, event, expected) => {
    expect(after(event)).toEqual(expected)
  })
})

describe('an event that waits', () => {
  it('awaits its identifiers, the names, the proceedings and the events that it refers to', () => {
    const outcome = createLinker().send(evidence(REID, { proceedings: [quote('marac', 'M9', 'a', 'b')], references: ['e1'] }))
    expect(outcome).toEqual({ kind: 'unlinked', awaits: ['name Callum Reid 1993-05-08', 'marac a M9', 'marac b M9', 'e1'], mayBe: [] })
    const named = createLinker()
    named.send(first)
    expect(named.send(evidence({ ...HOLT, ids: { CRN: '8' } }, { harmed: [MARSH] }))).toEqual({
      kind: 'unlinked',
      awaits: ['CRN 8', 'name Darren Holt 1989-07-14', 'name Leanne Marsh 1991-11-02'],
      mayBe: [expect.any(String)],
    })
  })
})
