import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { TimelineItem } from '../../../gateway/read/item.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { createVisitor, hiddenField, signIn, type Visitor } from '../../fixtures/browser-like.ts'
import { demoReaders, loadDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { disclosedIn } from './timeline/disclosed-values.ts'

const catalogue = loadCatalogue()
/** Where all entries of a case are. */
const timelineOf = (caseId: string): string => `/cases/${caseId}/timeline`
let world: DemoWorld
let names: ReadonlyMap<string, { readonly name: string }>

beforeAll(async () => {
  world = await loadDemoWorld()
  names = (await world.service.reads.readControl(world.parts.store.db)).agencies
}, 120_000)

afterAll(async () => {
  await world.close()
})

/** Everything of a case that the API gives a reader; undefined where it refuses. */
async function itemsOf(caseId: string, purpose: string, as: string): Promise<readonly TimelineItem[] | undefined> {
  const items: TimelineItem[] = []
  for (let next: string | null = ''; next !== null;) {
    const query = new URLSearchParams({ purpose, limit: '25', ...(next === '' ? {} : { cursor: next }) })
    const response = await world.get(`/v1/cases/${caseId}/timeline?${query.toString()}`, as)
    if (response.status !== 200) return undefined
    const page = (await response.json()) as { items: TimelineItem[]; next: string | null }
    items.push(...page.items)
    next = page.next
  }
  return items
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const decoded = (html: string): string => html.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)

/** What every page of a timeline has of each of these entries, by id: its HTML. */
async function entriesOn(visitor: Visitor, address: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (let next: string | undefined = address; next !== undefined;) {
    const { text } = await visitor.open(next)
    const places = ids
      .map((id) => ({ id, at: text.indexOf(`id="${id}"`) }))
      .filter(({ at }) => at !== -1)
      .sort((one, other) => one.at - other.at)
    for (const [place, { id, at }] of places.entries()) found.set(id, decoded(text.slice(at, places[place + 1]?.at)))
    next = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
  }
  return found
}

describe('the page of a case', () => {
  const readers = demoReaders.flatMap((reader) => reader.links.map(({ case: name }) => [reader.id, reader, name] as const))

  it.each(readers)('says what the API discloses, value for value: %s', async (_, { id, role, agency }, name) => {
    const caseId = world.service.reads.caseIds.outside(agency, await world.caseLog(name))
    let compared = 0
    for (const purpose of world.service.reads.policy.purposesOf(role)) {
      const items = await itemsOf(caseId, purpose, id)
      if (items === undefined) continue
      const visitor = createVisitor(world.service.origin)
      const choice = await signIn(visitor, id)
      await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose })
      const entries = await entriesOn(
        visitor,
        timelineOf(caseId),
        items.map((item) => item.id),
      )
      for (const item of items) {
        const html = entries.get(item.id) ?? ''
        const text = html.replace(/<[^>]*>/g, ' ')
        const missing = disclosedIn(item, catalogue, (agencyId) => names.get(agencyId)?.name).flatMap(({ path, words, link }) => [
          ...words.filter((word) => !text.includes(word)).map((word) => `${path}: ${word}`),
          ...(link === undefined || html.includes(link) ? [] : [`${path}: no link`]),
        ])
        expect([id, purpose, item.type, missing]).toEqual([id, purpose, item.type, []])
        compared += 1
      }
    }
    // A reader of extracts has no live page.
    if (role !== 'evaluator') expect(compared).toBeGreaterThan(0)
  })
  it.each(readers)(
    'names him on every page where any event that is shown to its reader does: %s',
    async (_, { id, role, agency }, name) => {
      const caseId = world.service.reads.caseIds.outside(agency, await world.caseLog(name))
      for (const purpose of world.service.reads.policy.purposesOf(role)) {
        const items = (await itemsOf(caseId, purpose, id)) ?? []
        const isNamed = items.some(
          ({ data }) => typeof (data.subject as { readonly family_name?: unknown } | undefined)?.family_name === 'string',
        )
        if (!isNamed) continue
        const visitor = createVisitor(world.service.origin)
        const choice = await signIn(visitor, id)
        await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose })
        for (const family of new Set(items.map(({ type }) => catalogue.types.get(type)?.family ?? ''))) {
          const { text } = await visitor.open(`${timelineOf(caseId)}?family=${family}`)
          expect([id, family, text.includes('Name not shown'), text.includes('This person')]).toEqual([id, family, false, false])
        }
      }
    },
  )
})
