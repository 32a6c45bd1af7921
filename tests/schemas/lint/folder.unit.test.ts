import { describe, expect, it } from '@jest/globals'
import { lintFolder } from '../../../schemas/lint/folder.ts'
import { schemasFolder } from '../../../schemas/index.ts'
import { eventAvsc, type MutableAvsc } from '../../fixtures/event-avsc.ts'
import { copySchemas, type SchemasFolder } from '../../fixtures/schemas-folder.ts'

const FILE = 'events/mappa/level-set.avsc'

const findings = (change: (folder: SchemasFolder) => void): readonly string[] => {
  using folder = copySchemas(['bail', 'mappa'])
  change(folder)
  return lintFolder(folder.path).map(({ rule, file, path }) => `${rule} ${file} ${path}`.trim())
}

const changed =
  (change: (avsc: MutableAvsc) => unknown) =>
  (folder: SchemasFolder): void => {
    const avsc = eventAvsc('mappa.level-set')
    change(avsc)
    folder.write(FILE, avsc)
  }

describe('the lint over a folder', () => {
  it('finds nothing in what is released', () => {
    expect(lintFolder(schemasFolder)).toEqual([])
  })

  it('wants file, event type and record name to agree', () => {
    expect(
      findings((folder) => {
        folder.write('events/mappa/other.avsc', eventAvsc('mappa.level-set'))
      }),
    ).toEqual(['wrong-name events/mappa/other.avsc'])
    expect(
      findings(
        changed((avsc) => {
          avsc.eventType = 'Mappa.LevelSet'
        }),
      ),
    ).toEqual([`wrong-name ${FILE}`])
    expect(
      findings(
        changed((avsc) => {
          avsc.name = 'Level'
        }),
      ),
    ).toEqual([`wrong-name ${FILE}`])
    expect(
      findings(
        changed((avsc) => {
          avsc.namespace = 'uk.elsewhere'
        }),
      ),
    ).toEqual([`wrong-name ${FILE}`])
  })

  it('wants publishers, purposes, bases, key class and retention from their code lists', () => {
    for (const change of [
      { publishers: ['astrologer'] },
      { publishers: [] },
      { purposes: ['gossip'] },
      { lawfulBasis: ['whim'] },
      { keyClass: 'LOW' },
      { retention: 'r99' },
    ])
      expect(findings(changed((avsc) => Object.assign(avsc, change)))).toEqual([`unknown-code ${FILE}`])
  })

  it('wants every code list that a field names', () => {
    expect(
      findings((folder) => {
        folder.remove('codes/mappa_level.json')
      }),
    ).toEqual([`unknown-code ${FILE} details.level`])
  })

  it('wants every type to open with the same fields', () => {
    expect(
      findings(
        changed((avsc) => {
          avsc.fields = avsc.fields.filter(({ name }) => name !== 'correlation_id')
        }),
      ),
    ).toEqual([`opening-differs ${FILE}`])
  })

  it('wants no free text on its list that has gone', () => {
    expect(
      findings((folder) => {
        const avsc = eventAvsc('bail.decided')
        const details = avsc.fields.find(({ name }) => name === 'details')?.type as { fields: { name: string }[] }
        details.fields = details.fields.filter(({ name }) => name !== 'authorising_rank')
        folder.write('events/bail/decided.avsc', avsc)
      }),
    ).toEqual(['stale-list lint/meta-text.json details.authorising_rank'])
  })

  it('names the file of a finding in one schema', () => {
    expect(
      findings((folder) => {
        folder.write('records/loop.avsc', { type: 'record', name: 'Loop', fields: [{ name: 'next', type: ['null', 'Loop'] }] })
      }),
    ).toEqual(['recursion records/loop.avsc next'])
  })
})
