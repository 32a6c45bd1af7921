import { describe, expect, it } from '@jest/globals'
import { entriesOf, type Entry } from '../../../../gateway/pages/timeline/entries.ts'
import type { DetailLine } from '../../../../gateway/pages/timeline/line.ts'
import type { TimelineItem } from '../../../../gateway/read/item.ts'
import { classes } from '../../../../schemas/classes/matrix.ts'
import { currentPolicy } from '../../../fixtures/current-policy.ts'
import { agencyName, catalogue, itemFor, type Forms, type ReaderOf } from './every-type.ts'
import { disclosedIn, type Disclosed } from './disclosed-values.ts'

const policy = currentPolicy()
const schemas = [...catalogue.types.values()]
const CLASSES = classes.map(({ code }) => code)

interface Reader extends ReaderOf {
  /** Who gets this: `idva for victim_safety_planning` … */
  readonly who: readonly string[]
}

/** Every different set of forms that some role gets for some purpose: by itself, with approvals, in an emergency. And all as said, all reduced. */
function readers(): readonly Reader[] {
  const found = new Map<string, Reader>()
  const add = (who: string, reader: ReaderOf): void => {
    const key = [...CLASSES.map(reader.forms), reader.publisher, reader.facesPerpetrator].join()
    found.set(key, { ...reader, who: [...(found.get(key)?.who ?? []), who] })
  }
  for (const publisher of ['named', 'type', 'masked'] as const) {
    add(`everything, ${publisher}`, { forms: () => 'plain', publisher, facesPerpetrator: false })
    add(`all reduced, ${publisher}`, { forms: () => 'reduced', publisher, facesPerpetrator: true })
  }
  for (const role of policy.roles) {
    const rows = policy.matrixOf(role)
    for (const [at, { purpose }] of (rows[0]?.cells ?? []).entries())
      for (const by of ['effect', 'approved', 'emergency'] as const) {
        const effects = new Map(rows.map((row) => [row.class, row.cells[at]?.[by]]))
        const forms: Forms = (sensitivity) =>
          ({ A: 'plain', R: 'reduced', P: undefined, W: undefined })[effects.get(sensitivity) ?? 'W'] as ReturnType<Forms>
        const facesPerpetrator = policy.facesPerpetrator(role)
        add(`${role} for ${purpose}${by === 'effect' ? '' : `, ${by}`}`, {
          forms,
          publisher: facesPerpetrator ? 'masked' : 'named',
          facesPerpetrator,
        })
      }
  }
  return [...found.values()]
}

const textOf = ({ key, values, events }: DetailLine): string => [key, ...values, ...(events ?? []).map(({ id }) => id)].join(' ')

/** What of a disclosed value an entry does not say. */
function missingFrom({ lines }: Entry, { words, label, link }: Disclosed): readonly string[] {
  const own = label === undefined ? lines : lines.filter(({ key }) => key.toLowerCase() === label)
  const text = own.map(textOf).join('\n')
  const isLinked = link === undefined || own.some(({ events }) => events?.some(({ id }) => id === link) === true)
  return [
    ...(own.length === 0 ? [`no line ${label ?? ''}`] : []),
    ...words.filter((word) => !text.includes(word)),
    ...(isLinked ? [] : [link]),
  ]
}

const missing = (items: readonly TimelineItem[]): readonly string[] => {
  const entries = new Map(entriesOf(items, { catalogue, agencyName }).map((entry) => [entry.id, entry]))
  return items.flatMap((item) => {
    const entry = entries.get(item.id)
    return disclosedIn(item, catalogue, agencyName).flatMap((disclosed) =>
      (entry === undefined ? ['no entry'] : missingFrom(entry, disclosed)).map((what) => `${item.type} ${disclosed.path}: ${what}`),
    )
  })
}

const all = readers().map((reader) => [reader.who.join('; ').slice(0, 160), reader] as const)

describe('every value that the API discloses', () => {
  it('is looked for in every type, for every role and purpose', () => {
    expect(schemas).toHaveLength(73)
    const who = new Set(all.flatMap(([, reader]) => reader.who))
    for (const role of policy.roles) for (const purpose of policy.purposesOf(role)) expect(who).toContain(`${role} for ${purpose}`)
  })

  it.each(all)('is in words in the entry: %s', (_, reader) => {
    for (const round of [0, 1]) {
      const items = schemas.map((schema) => itemFor(schema, round, reader))
      expect(missing(items)).toEqual([])
    }
  })
})
