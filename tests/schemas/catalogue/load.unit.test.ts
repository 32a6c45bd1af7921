import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { CatalogueError, loadCatalogue, loadRecords, loadSystemTypes, recordOf } from '../../../schemas/index.ts'
import { checkSchemas } from '../../../schemas/check.ts'
import { releaseSchemas } from '../../../schemas/compatibility/release.ts'
import { generatedFiles } from '../../../schemas/generation/generated-files.ts'
import { eventAvsc } from '../../fixtures/event-avsc.ts'
import { copySchemas, type SchemasFolder } from '../../fixtures/schemas-folder.ts'

/** A new event type: one .avsc, made from another type, with a field of a new code list. */
function addEventType(folder: SchemasFolder): void {
  const text = JSON.stringify(eventAvsc('housing.action-taken'))
    .replaceAll('housing.action_taken', 'housing.door_lock_changed')
    .replaceAll('housing.action-taken', 'housing.door-lock-changed')
    .replaceAll('"ActionTaken"', '"DoorLockChanged"')
    .replaceAll('"housing_action"', '"lock_kind"')
  folder.write('events/housing/door-lock-changed.avsc', JSON.parse(text))
  folder.write('codes/lock_kind.json', {
    name: 'lock_kind',
    version: 1,
    codes: [{ code: 'front_door', label: 'Front door', from: '2026-01-01' }],
  })
}

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act()
    return undefined
  } catch (error) {
    return error instanceof CatalogueError ? `${error.code} ${error.file}` : 'another error'
  }
}

describe('loading the catalogue', () => {
  it('adds an event type by one .avsc file and its codes, nothing else', () => {
    using folder = copySchemas()
    addEventType(folder)
    const { types, codeLists } = loadCatalogue(folder.path)
    const added = types.get('housing.door-lock-changed')
    expect(types.size).toBe(74)
    expect(added).toMatchObject({ subject: 'uk.throughline.housing.DoorLockChanged', family: 'F10' })
    expect(added?.details[0]).toMatchObject({ name: 'action', kind: 'code', codeList: 'lock_kind' })
    expect(codeLists.get('lock_kind')?.codes[0]?.from).toBe('2026-01-01')
    expect(generatedFiles(folder.path)[1]?.text).toContain('HousingDoorLockChangedDetails')
    expect(
      checkSchemas(folder.path)
        .findings.map(({ rule }) => rule)
        .sort(),
    ).toEqual(['not-released', 'out-of-date', 'out-of-date'])
    const nextId =
      1 + Math.max(...Object.keys(JSON.parse(readFileSync(join(folder.path, 'released', 'ids.json'), 'utf8')) as object).map(Number))
    expect(releaseSchemas(folder.path).added).toEqual([{ id: nextId, subject: 'uk.throughline.housing.DoorLockChanged', version: 1 }])
  })

  it('names a schema by its content: the order of members and spaces do not count, a class does', () => {
    using folder = copySchemas(['mappa'])
    const file = 'events/mappa/level-set.avsc'
    const before = loadCatalogue(folder.path).types.get('mappa.level-set')?.fingerprint
    const source = folder.read(file) as Record<string, unknown>
    folder.write(file, Object.fromEntries(Object.entries(source).reverse()))
    expect(loadCatalogue(folder.path).types.get('mappa.level-set')?.fingerprint).toBe(before)
    folder.write(file, JSON.parse(JSON.stringify(source).replaceAll('"CRIM"', '"INTEL"')))
    expect(loadCatalogue(folder.path).types.get('mappa.level-set')?.fingerprint).not.toBe(before)
  })

  it('reads what this installation has once: a start that asks twice waits for it once', () => {
    expect(loadCatalogue()).toBe(loadCatalogue())
  })

  it('names the file that cannot be used, and why', () => {
    const broken: readonly (readonly [string, (folder: SchemasFolder) => void])[] = [
      [
        'not-json events/mappa/level-set.avsc',
        (folder) => {
          writeFileSync(join(folder.path, 'events/mappa/level-set.avsc'), '{')
        },
      ],
      [
        'not-avro events/mappa/level-set.avsc',
        (folder) => {
          folder.write('events/mappa/level-set.avsc', { ...eventAvsc('mappa.level-set'), fields: 3 })
        },
      ],
      [
        'not-an-event-type events/mappa/level-set.avsc',
        (folder) => {
          folder.write('events/mappa/level-set.avsc', { ...eventAvsc('mappa.level-set'), title: undefined })
        },
      ],
      [
        'named-twice events/mappa/z.avsc',
        (folder) => {
          folder.write('events/mappa/z.avsc', eventAvsc('mappa.level-set'))
        },
      ],
      [
        'not-an-event-type events/mappa/level-set.avsc',
        (folder) => {
          folder.remove('codes/mappa_level.json')
        },
      ],
      [
        'not-a-code-list codes/sex.json',
        (folder) => {
          folder.write('codes/sex.json', { name: 'gender', version: 1, codes: [] })
        },
      ],
      [
        'not-a-code-list codes/sex.json',
        (folder) => {
          folder.write('codes/sex.json', { name: 'sex', version: 0, codes: [] })
        },
      ],
      [
        'not-a-code-list codes/sex.json',
        (folder) => {
          folder.write('codes/sex.json', { name: 'sex', version: 1, codes: [{ code: 'female' }] })
        },
      ],
      [
        'not-a-code-list codes/sex.json',
        (folder) => {
          folder.write('codes/sex.json', {
            name: 'sex',
            version: 1,
            codes: [
              { code: 'a', label: 'A' },
              { code: 'a', label: 'B' },
            ],
          })
        },
      ],
    ]
    for (const [expected, breakIt] of broken) {
      using folder = copySchemas(['mappa'])
      breakIt(folder)
      expect(codeOf(() => loadCatalogue(folder.path))).toBe(expected)
    }
  })
})

describe('schemas of our own logs', () => {
  it('are there by the name of their file', () => {
    const records = loadRecords()
    expect(recordOf(records, 'case-event')).toMatchObject({ subject: 'uk.throughline.log.CaseEvent' })
    expect([...records.values()].every(({ fingerprint }) => /^[0-9a-f]{64}$/.test(fingerprint))).toBe(true)
    expect(codeOf(() => recordOf(records, 'no-such'))).toBe('not-avro records/no-such.avsc')
  })

  it('has the link to a case as a system type, which no agency publishes', () => {
    const { avro } = recordOf(loadSystemTypes(), 'access.case-linked')
    const link = {
      at: '2026-01-05T09:00:00Z',
      agency: 'norshire-idva',
      staff: 'a.worker',
      role: 'idva',
      link: 'allocated',
      pairs: ['p1', 'v1'],
      from: '2026-01-05',
      until: null,
      reason_code: 'allocation',
    }
    const unsaid = { purpose: null, given_by: null, giver: null, second: null, proceeding: null, named_by: null, reason: null }
    expect(avro.fromBuffer(avro.toBuffer(link))).toEqual({ ...link, ...unsaid })
    expect(loadCatalogue().types.has('access.case-linked')).toBe(false)
  })
})
