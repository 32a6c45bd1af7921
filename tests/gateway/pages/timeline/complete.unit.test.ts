import { describe, expect, it } from '@jest/globals'
import { entriesOf, monthGroups, type Entry } from '../../../../gateway/pages/timeline/entries.ts'
import type { DetailLine } from '../../../../gateway/pages/timeline/line.ts'
import { createRender } from '../../../../gateway/pages/render.ts'
import type { TimelineItem } from '../../../../gateway/read/item.ts'
import { classes } from '../../../../schemas/classes/matrix.ts'
import { currentPolicy } from '../../../fixtures/current-policy.ts'
import { agencyName, catalogue, itemFor, type Forms, type ReaderOf } from './every-type.ts'
import { releasedIn, type Released } from './released-values.ts'

const policy = currentPolicy()
const render = createRender()
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

/** What of a released value an entry does not say. */
function missingFrom({ lines }: Entry, { words, label, link }: Released): readonly string[] {
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
    return releasedIn(item, catalogue, agencyName).flatMap((released) =>
      (entry === undefined ? ['no entry'] : missingFrom(entry, released)).map((what) => `${item.type} ${released.path}: ${what}`),
    )
  })
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** What a page says of each entry, by id: its text as a reader gets it, without mark-up. */
function renderedEntries(items: readonly TimelineItem[]): ReadonlyMap<string, string> {
  const html = render('case', {
    title: 'Timeline',
    case: 'a-case',
    identity: 'Somebody',
    groups: monthGroups(items, catalogue, agencyName),
  })
  const sections = html.split(/(?=<[a-z]+ [^>]*\bid="shown-)/).slice(1)
  return new Map(
    sections.map((section) => [
      /\bid="([^"]+)"/.exec(section)?.[1] ?? '',
      section.replace(/<[^>]*>/g, ' ').replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole),
    ]),
  )
}

const all = readers().map((reader) => [reader.who.join('; ').slice(0, 160), reader] as const)

describe('every value that the API releases', () => {
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

  const onThePage: readonly ReaderOf[] = [
    { forms: () => 'plain', publisher: 'named', facesPerpetrator: false },
    { forms: () => 'reduced', publisher: 'type', facesPerpetrator: true },
  ]
  it.each(onThePage)('is on the page as it is in the entry, whatever it says: %#', (reader) => {
    const items = schemas.map((schema) => itemFor(schema, 1, reader))
    const texts = renderedEntries(items)
    for (const { id, title, when, lines } of entriesOf(items, { catalogue, agencyName })) {
      const text = texts.get(id) ?? ''
      const said = [title, when, ...lines.flatMap(({ key, values }) => [key, ...values])]
      expect([id, said.filter((words) => !text.includes(words))]).toEqual([id, []])
    }
  })
})
