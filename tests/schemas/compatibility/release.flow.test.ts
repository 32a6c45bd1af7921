import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { checkSchemas, findingText } from '../../../schemas/check.ts'
import { releaseSchemas } from '../../../schemas/compatibility/release.ts'
import { detailOf, detailsOf, eventAvsc, optionalText } from '../../fixtures/event-avsc.ts'
import { copySchemas, type SchemasFolder } from '../../fixtures/schemas-folder.ts'

const FILE = 'events/housing/action-taken.avsc'
const SUBJECT = 'uk.throughline.housing.ActionTaken'
const RELEASED = `released/${SUBJECT}/1.avsc`

const rules = (folder: SchemasFolder): readonly string[] =>
  checkSchemas(folder.path)
    .findings.filter(({ rule }) => rule !== 'out-of-date')
    .map(({ rule }) => rule)
const idsText = (folder: SchemasFolder): string => readFileSync(join(folder.path, 'released/ids.json'), 'utf8')

const withNote = (code = 'BEHAV') => {
  const avsc = eventAvsc('housing.action-taken')
  detailsOf(avsc).push(optionalText('note', code))
  return avsc
}

describe('schemas check', () => {
  it('passes as committed: linted, compatible, released, and the generated types up to date', () => {
    expect(checkSchemas()).toEqual({ ok: true, findings: [] })
  })

  it('wants a changed schema released, and the types written again', () => {
    using folder = copySchemas(['housing'])
    folder.write(FILE, withNote())
    expect(checkSchemas(folder.path).findings.map(findingText)).toEqual([
      `${SUBJECT} (version 2): is not released: run \`throughline schemas publish\` [not-released]`,
      'generated/details.ts: run `npm run generate` [out-of-date]',
    ])
  })

  it('refuses an incompatible change, naming subject, version and field', () => {
    using folder = copySchemas(['housing'])
    const avsc = eventAvsc('housing.action-taken')
    Object.assign(detailOf(avsc, 'exception_reason'), { 'confluent:tags': ['BEHAV'] })
    folder.write(FILE, avsc)
    expect(checkSchemas(folder.path).findings.map(findingText)).toContain(
      `${SUBJECT} (version 1) details.exception_reason: has a class that shows more, for some purpose, than the released one [class-lowered]`,
    )
    expect(releaseSchemas(folder.path)).toMatchObject({ ok: false, added: [], findings: [{ rule: 'class-lowered' }] })
  })

  it('finds a released file that was altered, removed or added by hand', () => {
    const changes: readonly ((folder: SchemasFolder) => void)[] = [
      (folder) => {
        folder.write(RELEASED, withNote())
      },
      (folder) => {
        folder.remove(RELEASED)
      },
      (folder) => {
        folder.write(`released/${SUBJECT}/2.avsc`, withNote())
      },
      (folder) => {
        folder.write('released/ids.json', { ...(folder.read('released/ids.json') as object), '5': undefined })
      },
      (folder) => {
        folder.remove('released/ids.json')
      },
    ]
    for (const change of changes) {
      using folder = copySchemas(['housing'])
      change(folder)
      expect(rules(folder)).toContain('released-altered')
      expect(releaseSchemas(folder.path).added).toEqual([])
    }
  })

  it('finds a released type that has gone, and two files of one name', () => {
    using folder = copySchemas(['housing'])
    folder.remove('records/receipt.avsc')
    folder.write('records/another.avsc', folder.read('records/link-epoch.avsc'))
    expect(rules(folder)).toEqual(['missing', 'named-twice'])
  })

  it('takes a change of spaces or of the order of members for no change', () => {
    using folder = copySchemas(['housing'])
    appendFileSync(join(folder.path, FILE), '\n\n')
    expect(checkSchemas(folder.path).ok).toBe(true)
    expect(releaseSchemas(folder.path)).toEqual({ ok: true, added: [], findings: [] })
  })
})

describe('a release', () => {
  it('adds the next version and the next id, leaves the others as they were, and adds nothing twice', () => {
    using folder = copySchemas(['housing'])
    const before = idsText(folder)
    const id = folder.released() + 1
    folder.write(FILE, withNote())
    expect(releaseSchemas(folder.path)).toEqual({ ok: true, added: [{ id, subject: SUBJECT, version: 2 }], findings: [] })
    expect(idsText(folder).startsWith(before.trimEnd().slice(0, -2))).toBe(true)
    expect(rules(folder)).toEqual([])
    expect(releaseSchemas(folder.path).added).toEqual([])
  })

  it('holds a third version to the first, although the second had dropped the field', () => {
    using folder = copySchemas(['housing'])
    const id = folder.released() + 2
    folder.write(FILE, withNote('VIC_VOICE'))
    releaseSchemas(folder.path)
    folder.write(FILE, eventAvsc('housing.action-taken'))
    expect(releaseSchemas(folder.path).added).toEqual([{ id, subject: SUBJECT, version: 3 }])
    folder.write(FILE, withNote('BEHAV'))
    expect(
      releaseSchemas(folder.path).findings.map((finding) =>
        'subject' in finding ? `${finding.rule} ${String(finding.version)} ${finding.path}` : '',
      ),
    ).toEqual(['class-lowered 2 details.note'])
  })

  it('numbers a first release from 1, in the order of subjects', () => {
    using folder = copySchemas(['housing'])
    const length = folder.released()
    folder.remove('released')
    const { added } = releaseSchemas(folder.path)
    expect(added.map(({ id }) => id)).toEqual(Array.from({ length }, (_, index) => index + 1))
    expect(added.map(({ subject }) => subject)).toEqual(added.map(({ subject }) => subject).sort())
  })
})
