import { describe, expect, it } from '@jest/globals'
import { loadCatalogue } from '../../../schemas/index.ts'
import { createEventChecker } from '../../../schemas/codec/check.ts'
import { demoEvent, demoEvents } from './demo.ts'
import type { DemoEvent } from './demo.ts'
import type { Catalogue } from '../../../schemas/index.ts'

const catalogue = loadCatalogue()
const check = createEventChecker(catalogue)

/** `code pointer` of all that is wrong. */
const found = (input: unknown, checker = check): string[] => {
  const result = checker(input)
  return result.ok ? [] : result.errors.map((error) => `${error.code} ${error.pointer}`)
}

/** The demo's first incident with values set (or, by undefined, taken away) at pointers. */
function eventWith(changes: Readonly<Record<string, unknown>>, type?: string): DemoEvent {
  const event = demoEvent(type)
  for (const [pointer, value] of Object.entries(changes)) {
    const names = pointer.slice(1).split('/')
    const last = names.pop() ?? ''
    const holder = names.reduce((object, name) => object[name] as DemoEvent, event as Record<string, unknown>)
    if (value === undefined) Reflect.deleteProperty(holder, last)
    else holder[last] = value
  }
  return event
}

/** What is found wrong with it. */
const changed = (changes: Readonly<Record<string, unknown>>, type?: string): string[] => found(eventWith(changes, type))

/** What it is told. */
function details(changes: Readonly<Record<string, unknown>>): string[] {
  const result = check(eventWith(changes))
  return result.ok ? [] : result.errors.map(({ detail }) => detail)
}

describe('an event of an agency', () => {
  it('is accepted when it is one of the demo, for every type of the demo', () => {
    expect(
      demoEvents()
        .map((event) => found(event))
        .filter((errors) => errors.length > 0),
    ).toEqual([])
  })

  it('is given back with agency and system taken from its source', () => {
    const result = check(demoEvent())
    expect(result).toMatchObject({ ok: true, value: { agency: 'norshire-police', system: 'records', type: 'behaviour.incident-recorded' } })
  })

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['no content type', { '/datacontenttype': undefined }],
    ['a content type with parameters', { '/datacontenttype': 'application/json; charset=utf-8' }],
    [
      'CloudEvents extension attributes',
      { '/traceparent': '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', '/subject': 'x', '/sampledrate': 1 },
    ],
    ['optional fields that are null', { '/data/details/description': null, '/data/case_refs': null, '/data/subject/sex': null }],
    ['an occurred date-time', { '/data/occurred/from': '2024-02-09T23:59:59.999Z' }],
    ['a leap day', { '/data/occurred/from': '2024-02-29' }],
    ['the longest text', { '/data/details/description': 'x'.repeat(4000) }],
    ['the longest text outside the basic plane', { '/data/details/description': '😀'.repeat(4000) }],
    ['nobody harmed', { '/data/harmed': [] }],
    ['text of several lines, with tabs', { '/data/details/description': 'One.\r\nTwo:\tthree.\n' }],
    ['text in a script with joiners', { '/data/details/description': 'می\u200cخواهم' }],
  ])('may have %s', (_, changes) => {
    expect(changed(changes)).toEqual([])
  })

  it.each<[string, unknown, string[]]>([
    ['null', null, ['wrong-type ']],
    ['a string', 'x', ['wrong-type ']],
    ['an array', [], ['wrong-type ']],
    ['an empty object', {}, ['G03 /specversion', 'G03 /id', 'G03 /source', 'G03 /type', 'G03 /time', 'G03 /data']],
  ])('is not %s', (_, input, expected) => {
    expect(found(input)).toEqual(expected)
  })

  it.each<[string, Readonly<Record<string, unknown>>, string[]]>([
    ['another version of CloudEvents', { '/specversion': '0.3' }, ['wrong-format /specversion']],
    ['an id that is no UUID', { '/id': 'x' }, ['wrong-format /id']],
    ['an id in upper case', { '/id': 'D815CD4A-24EE-59CE-A7C0-509A413075BF' }, ['wrong-format /id']],
    ['a source that is no agency', { '/source': '/norshire-police' }, ['wrong-format /source']],
    ['a source with a line break', { '/source': '/agencies/norshire-police/records\n' }, ['wrong-format /source']],
    ['a type that is a number', { '/type': 5 }, ['wrong-type /type']],
    ['an unknown type', { '/type': 'behaviour.incident' }, ['G01 /type']],
    ['a type that objects inherit', { '/type': 'constructor' }, ['G01 /type']],
    ['a time without offset', { '/time': '2024-02-09T12:00:00' }, ['wrong-format /time']],
    ['another content type', { '/datacontenttype': 'text/xml' }, ['wrong-format /datacontenttype']],
    ['data that is text', { '/data': '{}' }, ['wrong-type /data']],
    ['data in base64 as well', { '/data_base64': 'e30=' }, ['G04 /data_base64']],
    ['an attribute with no valid name', { '/Extra': 1 }, ['G04 /Extra']],
    ['an extension attribute that is an object', { '/extra': {} }, ['wrong-type /extra']],
    ['no details', { '/data/details': undefined }, ['G03 /data/details']],
    ['no subject', { '/data/subject': null }, ['G03 /data/subject']],
    ['a required field missing', { '/data/details/incident_type': undefined }, ['G03 /data/details/incident_type']],
    ['a required field null', { '/data/details/tactics': null }, ['G03 /data/details/tactics']],
    ['a required field of an item missing', { '/data/harmed/1/role': undefined }, ['G03 /data/harmed/1/role']],
    ['an unknown field of details', { '/data/details/victim_cooperation': 'poor' }, ['G04 /data/details/victim_cooperation']],
    ['an unknown field of data', { '/data/published_at': '2024-02-09' }, ['G04 /data/published_at']],
    ['an unknown field of a person', { '/data/subject/nickname': 'x' }, ['G04 /data/subject/nickname']],
    ['an unknown field whose name is a sentence', { '/data/details/Ann lives at number 1': 1 }, ['G04 /data/details']],
    ['a code not on its list', { '/data/details/incident_type': 'row' }, ['G05 /data/details/incident_type']],
    [
      'one code of several not on the list',
      { '/data/details/tactics': ['physical.assault', 'mutual.violence'] },
      ['G05 /data/details/tactics/1'],
    ],
    ['a code of the opening not on its list', { '/data/assertion/verification': 'yes' }, ['G05 /data/assertion/verification']],
    ['a class that does not exist', { '/data/sensitivity_raise': { description: 'SECRET' } }, ['G05 /data/sensitivity_raise/description']],
    ['a code that is a number', { '/data/details/incident_type': 1 }, ['wrong-type /data/details/incident_type']],
    ['codes that are one code', { '/data/details/tactics': 'physical.assault' }, ['wrong-type /data/details/tactics']],
    ['a null among codes', { '/data/details/tactics': [null] }, ['wrong-type /data/details/tactics/0']],
    ['a list for a text', { '/data/details/description': ['x'] }, ['wrong-type /data/details/description']],
    ['a text for a yes or no', { '/data/details/strangulation': 'yes' }, ['wrong-type /data/details/strangulation']],
    ['an object for a list', { '/data/harmed': {} }, ['wrong-type /data/harmed']],
    ['a list for an object', { '/data/subject': [] }, ['wrong-type /data/subject']],
    ['a text for a map', { '/data/sensitivity_raise': 'VIC_LOC' }, ['wrong-type /data/sensitivity_raise']],
    ['a fraction', { '/data/assertion/confidence': 0.5 }, ['wrong-type /data/assertion/confidence']],
    ['a number out of bounds', { '/data/assertion/confidence': 101 }, ['wrong-format /data/assertion/confidence']],
    ['text that is too long', { '/data/details/description': 'x'.repeat(4001) }, ['wrong-format /data/details/description']],
    ['a day that does not exist', { '/data/occurred/from': '2023-02-29' }, ['wrong-format /data/occurred/from']],
    ['a month that does not exist', { '/data/occurred/from': '2023-13-01' }, ['wrong-format /data/occurred/from']],
    ['a British date', { '/data/occurred/from': '09/02/2024' }, ['wrong-format /data/occurred/from']],
    ['a year long gone', { '/data/subject/birth_date': '0089-07-14' }, ['wrong-format /data/subject/birth_date']],
    ['a date-time for a date', { '/data/subject/birth_date': '1989-07-14T00:00:00Z' }, ['wrong-format /data/subject/birth_date']],
    ['a date for a date-time', { '/data/recorded_at': '2024-02-09' }, ['wrong-format /data/recorded_at']],
    ['a date-time without offset', { '/data/recorded_at': '2024-02-09T12:00:00' }, ['wrong-format /data/recorded_at']],
    ['an hour 24', { '/data/recorded_at': '2024-02-09T24:00:00Z' }, ['wrong-format /data/recorded_at']],
    ['a reference to an event that is no UUID', { '/data/corrects': 'KESTREL-01' }, ['wrong-format /data/corrects']],
    ['one of several references no UUID', { '/data/based_on': ['KESTREL-01'] }, ['wrong-format /data/based_on/0']],
    [
      'more items than a value may have',
      { '/data/details/tactics': Array<string>(20_001).fill('physical.assault') },
      ['too-many-items /data/details/tactics'],
    ],
    ['no lawful basis', { '/data/sharing/lawful_basis': [] }, ['wrong-format /data/sharing/lawful_basis']],
    ['no tactic', { '/data/details/tactics': [] }, ['wrong-format /data/details/tactics']],
    ['an empty reference of its record', { '/data/agency_record_ref': '' }, ['wrong-format /data/agency_record_ref']],
    ['a blank reference of its record', { '/data/agency_record_ref': ' \t' }, ['wrong-format /data/agency_record_ref']],
    [
      'an empty number of a person',
      { '/data/subject/identifiers': [{ scheme: 'LOCAL', value: '' }] },
      ['wrong-format /data/subject/identifiers/0/value'],
    ],
    ['an empty reference among several', { '/data/case_refs': ['M-1', ''] }, ['wrong-format /data/case_refs/1']],
    ['an empty reference that it need not have', { '/data/details/crime_ref': '' }, ['wrong-format /data/details/crime_ref']],
    ['U+0000 in a text', { '/data/details/description': 'Before\u0000after' }, ['control-character /data/details/description']],
    ['U+0000 in a name', { '/data/subject/family_name': 'Ho\u0000lt' }, ['control-character /data/subject/family_name']],
    ['an escape in a reference', { '/data/agency_record_ref': 'KP\u001b[2J' }, ['control-character /data/agency_record_ref']],
    [
      'a C1 control character',
      { '/data/details/description': 'He said \u0093stay\u0094' },
      ['control-character /data/details/description'],
    ],
    [
      'a control character in a key',
      { '/data/sensitivity_raise': { 'descrip\u0007tion': 'INTEL' } },
      ['control-character /data/sensitivity_raise'],
    ],
    ['half of a surrogate pair', { '/data/details/description': '\ud800' }, ['lone-surrogate /data/details/description']],
    [
      'everything at once',
      {
        '/specversion': 1,
        '/data/recorded_at': 'x',
        '/data/subject/key': undefined,
        '/data/details/incident_type': 'row',
        '/data/details/extra': 1,
        '/data/harmed/0/birth_date': 3,
      },
      [
        'wrong-type /specversion',
        'wrong-format /data/recorded_at',
        'G03 /data/subject/key',
        'wrong-type /data/harmed/0/birth_date',
        'G05 /data/details/incident_type',
        'G04 /data/details/extra',
      ],
    ],
  ])('is refused with %s', (_, changes, expected) => {
    expect(changed(changes)).toEqual(expected)
  })

  it('is refused with an event reference of details that is no UUID, and a null in a pair', () => {
    expect(changed({ '/data/details/incident_event': 'x' }, 'family.encompass-notified')).toEqual([
      'wrong-format /data/details/incident_event',
    ])
    expect(changed({ '/data/details/pairs/0/relationship': null }, 'case.opened')).toEqual(['G03 /data/details/pairs/0/relationship'])
  })

  it('is told which list a code is missing from, and not which code it sent', () => {
    const result = check({
      ...demoEvent(),
      data: { ...demoEvent().data, details: { ...demoEvent().data.details, tactics: ['mutual.violence'] } },
    })
    expect(result).toEqual({
      ok: false,
      errors: [
        {
          pointer: '/data/details/tactics/0',
          code: 'G05',
          detail: 'Not a code of the list tactic: see /v1/code-lists/tactic for its 55 codes.',
        },
      ],
    })
  })

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'the type of a missing field',
      { '/data/details/strangulation': undefined, '/data/details/tactics': undefined },
      'A required field is missing or null. Must be a list, each item a code of the list tactic (see /v1/code-lists/tactic for its 55 codes).',
    ],
    [
      'the codes of a missing code',
      { '/data/occurred/precision': undefined },
      'A required field is missing or null. Must be a code of the list occurred_precision (exact, day, month, year, period).',
    ],
    [
      'the form of a missing date-time',
      { '/data/recorded_at': undefined },
      'A required field is missing or null. Must be a date-time with offset, YYYY-MM-DDThh:mm:ss+hh:mm (RFC 3339), from 1900 on.',
    ],
    [
      'what an object that is missing holds',
      { '/data/assertion': null },
      'A required field is missing or null. Must be an object with basis, source_kind, verification.',
    ],
    ['the form of a missing attribute', { '/id': undefined }, 'A required field is missing or null. Must be a UUID in lower case.'],
    [
      'the code that was meant, two letters having changed places',
      { '/data/occurred/precision': 'dya' },
      'Not a code of the list occurred_precision: use one of exact, day, month, year, period. Did you mean day?',
    ],
    [
      'the code that was meant, of a long list',
      { '/data/details/tactics': ['physical.asault'] },
      'Not a code of the list tactic: see /v1/code-lists/tactic for its 55 codes. Did you mean physical.assault?',
    ],
    [
      'the code that was meant, in capitals',
      { '/data/details/tactics': ['PHYSICAL_ASSAULT'] },
      'Not a code of the list tactic: see /v1/code-lists/tactic for its 55 codes. Did you mean physical.assault?',
    ],
    [
      'the type that was meant',
      { '/type': 'behaviour.incident' },
      'Not an event type of the catalogue: /v1/event-types has them all. Did you mean behaviour.incident-recorded?',
    ],
    ['no type where none is near', { '/type': 'nothing.of-ours' }, 'Not an event type of the catalogue: /v1/event-types has them all.'],
    ['the field that was meant', { '/data/details/descripton': 'x' }, 'A field that the type does not have. Did you mean description?'],
    [
      'what an item of an empty list is',
      { '/data/sharing/lawful_basis': [] },
      'A list that may not be empty. Give at least one item: a code of the list lawful_basis (see /v1/code-lists/lawful_basis for its 26 codes).',
    ],
  ])('is told %s', (_, changes, detail) => {
    expect(details(changes)).toContain(detail)
  })

  it('is told what would be right in no time, whatever it holds: a hundred wrong codes of 80 letters', () => {
    const before = process.cpuUsage()
    details({ '/data/details/tactics': Array.from({ length: 2_000 }, (_, index) => 'physical.assaul'.padEnd(80, String(index))) })
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(1_000)
  })

  it('that was taken before is read again as it is, though nobody could send it now', () => {
    const event = demoEvent()
    event.data.details.description = 'Before\u0000after'
    event.data.details.tactics = []
    ;(event.data as unknown as Record<string, unknown>).agency_record_ref = ''
    expect(found(event)).toHaveLength(3)
    expect(check(event, { isKept: true })).toMatchObject({ ok: true, value: { data: event.data } })
  })

  it('gets a hundred errors at most', () => {
    const extra = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`extra_${index}`, 1]))
    expect(found({ ...demoEvent(), data: { ...demoEvent().data, ...extra } })).toHaveLength(100)
  })

  it('may use a code only while it is in force on the day of recording', () => {
    const list = { name: 'incident_type', version: 2, codes: [{ code: 'crime', label: 'Crime', from: '2024-02-10', until: '2024-02-12' }] }
    const dated: Catalogue = { ...catalogue, codeLists: new Map([...catalogue.codeLists, ['incident_type', list]]) }
    const checker = createEventChecker(dated)
    const on = (day: string): string[] => {
      const event = demoEvent()
      event.data.recorded_at = `${day}T12:00:00Z`
      event.data.details.incident_type = 'crime'
      return found(event, checker)
    }
    expect(['2024-02-09', '2024-02-10', '2024-02-12', '2024-02-13'].map((day) => on(day).length)).toEqual([1, 0, 0, 1])
  })
})
