import { describe, expect, it } from '@jest/globals'
import { lintSchema } from '../../../schemas/lint/lint.ts'
import { listedMetaText } from '../../../schemas/lint/meta-text.ts'
import { detailOf, detailsOf, eventAvsc, optionalText, type MutableAvsc } from '../../fixtures/event-avsc.ts'

const findings = (type: string, change: (avsc: MutableAvsc) => void): readonly string[] => {
  const avsc = eventAvsc(type)
  change(avsc)
  return lintSchema(avsc).map(({ rule, path }) => `${rule} ${path}`)
}

describe('every field of an event type has a class and a kind', () => {
  it.each([
    ['none', undefined],
    ['no such class', ['SECRET']],
    ['two', ['META', 'CRIM']],
    ['an empty list', []],
    ['a text', 'META'],
  ])('%s as its class is refused', (_, tags) => {
    expect(
      findings('mappa.level-set', (avsc) => {
        detailOf(avsc, 'category')['confluent:tags'] = tags
      }),
    ).toEqual(['no-class details.category'])
  })

  it('a JSON field of details has a class of its own, and so has all that it holds', () => {
    expect(
      findings('case.opened', (avsc) => {
        delete detailOf(avsc, 'pairs')['confluent:tags']
      }),
    ).toEqual(['no-class details.pairs'])
    expect(
      findings('case.opened', (avsc) => {
        const { items } = detailOf(avsc, 'pairs').type as { items: { fields: Record<string, unknown>[] } }
        delete items.fields[1]?.['confluent:tags']
      }),
    ).toEqual(['no-class details.pairs.harmed'])
  })

  it('opening fields need one too', () => {
    expect(
      findings('mappa.level-set', ({ fields }) => {
        delete fields[1]?.['confluent:tags']
      }),
    ).toEqual(['no-class recorded_at'])
  })

  it.each([undefined, 'words', 'toString', 3])('the kind %s is refused', (kind) => {
    expect(
      findings('mappa.level-set', (avsc) => {
        detailOf(avsc, 'level').kind = kind
      }),
    ).toEqual(['no-kind details.level'])
  })

  it('a kind may not hide free text behind a code, a date or a reference', () => {
    for (const [name, kind] of [
      ['level', 'code'],
      ['set_on', 'date'],
      ['review_on', 'date'],
    ] as const) {
      expect(
        findings('mappa.level-set', (avsc) => {
          Object.assign(detailOf(avsc, name), { kind, type: { type: 'string' } })
          delete detailOf(avsc, name).default
        }),
      ).toEqual([`kind-and-type details.${name}`])
    }
    expect(
      findings('marac.case-heard', (avsc) => {
        detailOf(avsc, 'marac_id').type = 'string'
      }),
    ).toEqual(['kind-and-type details.marac_id'])
    expect(
      findings('marac.case-heard', (avsc) => {
        detailOf(avsc, 'attendees').type = { type: 'array', items: 'string' }
      }),
    ).toEqual(['kind-and-type details.attendees'])
  })

  it('free text has a length', () => {
    expect(
      findings('housing.action-taken', (avsc) => {
        detailOf(avsc, 'result').type = ['null', 'string']
      }),
    ).toEqual(['kind-and-type details.result'])
  })

  it('what is optional is null first, with the default null', () => {
    const text = { type: 'string', maxLength: 10 }
    for (const change of [{ type: [text, 'null'] }, { default: undefined }, { type: ['null', text, 'int'] }])
      expect(
        findings('housing.action-taken', (avsc) => {
          Object.assign(detailOf(avsc, 'result'), change)
        }),
      ).toContain('no-default details.result')
  })
})

describe('every field says what it means', () => {
  it.each([
    ['nothing', undefined],
    ['a text of no length', ''],
    ['too little', 'The level it is'],
    ['the name and the kind', 'Level: a code of the list mappa_level'],
  ])('%s is refused', (_, doc) => {
    expect(
      findings('mappa.level-set', (avsc) => {
        detailOf(avsc, 'level').doc = doc
      }),
    ).toEqual(['thin-doc details.level'])
  })

  it('also what opening fields and nested fields hold', () => {
    expect(
      findings('mappa.level-set', ({ fields }) => {
        Object.assign(fields[1] ?? {}, { doc: 'Recorded at' })
      }),
    ).toEqual(['thin-doc recorded_at'])
    expect(
      findings('case.opened', (avsc) => {
        const { items } = detailOf(avsc, 'pairs').type as { items: { fields: Record<string, unknown>[] } }
        Object.assign(items.fields[1] ?? {}, { doc: 'Harmed' })
      }),
    ).toEqual(['thin-doc details.pairs.harmed'])
  })
})

describe('free text never enters the clear part of a log', () => {
  it.each([
    ['text', { type: 'string', maxLength: 200 }],
    ['address', { type: 'string', maxLength: 500 }],
    ['geo', { type: 'string', maxLength: 500 }],
    ['json', { type: 'record', name: 'Any', fields: [] }],
  ])('a new %s of class META is refused', (kind, type) => {
    expect(
      findings('mappa.level-set', (avsc) => {
        detailsOf(avsc).push({ ...optionalText('note', 'META'), kind, type: ['null', type] })
      }),
    ).toEqual(['meta-text details.note'])
  })

  it('a text of a stricter class is allowed', () => {
    expect(
      findings('mappa.level-set', (avsc) => {
        detailsOf(avsc).push(optionalText('note'))
      }),
    ).toEqual([])
  })

  it('lists those that the domain model has, and no other', () => {
    const { '*': opening, 'access.case-linked': link, ...others } = listedMetaText()
    const isAccess = (type: string): boolean => type.startsWith('access.')
    expect(opening).toEqual(['agency_record_ref', 'correlation_id'])
    expect(link).toEqual(['proceeding', 'reason_code', 'role'])
    expect(
      Object.entries(others)
        .filter(([type]) => isAccess(type))
        .flatMap(([, fields]) => fields),
    ).toEqual(['role', 'role', 'role', 'role', 'role', 'target_system', 'target_system'])
    expect(
      Object.entries(others)
        .filter(([type]) => !isAccess(type))
        .flatMap(([, fields]) => fields),
    ).toHaveLength(21)
  })

  it('none of it is ever indexed', () => {
    expect(
      findings('bail.decided', (avsc) => {
        detailOf(avsc, 'authorising_rank').indexed = true
      }),
    ).toEqual(['indexed details.authorising_rank'])
    expect(
      findings('bail.decided', (avsc) => {
        detailOf(avsc, 'zone').indexed = true
      }),
    ).toEqual(['indexed details.zone'])
    expect(
      findings('case.opened', (avsc) => {
        detailOf(avsc, 'pairs').indexed = true
      }),
    ).toEqual(['indexed details.pairs'])
    expect(
      findings('engagement.contact-recorded', (avsc) => {
        detailOf(avsc, 'whereabouts').indexed = true
      }),
    ).toEqual(['indexed details.whereabouts'])
  })

  it('a field above META is indexed only when it is on the list', () => {
    expect(
      findings('mappa.level-set', (avsc) => {
        detailOf(avsc, 'level').indexed = true
      }),
    ).toEqual(['indexed details.level'])
    expect(
      findings('mappa.level-set', (avsc) => {
        detailOf(avsc, 'set_on').indexed = true
      }),
    ).toEqual([])
    expect(findings('case.access-blocked', () => undefined)).toEqual([])
  })

  it('an opening field is not indexed by a mark', () => {
    expect(
      findings('mappa.level-set', ({ fields }) => {
        Object.assign(fields[1] ?? {}, { indexed: true })
      }),
    ).toEqual(['indexed recorded_at'])
  })
})
