import type { ReaderJson } from '../../../../commands/demo/folder.ts'
import { table } from '../../../../policy/release/tables.ts'
import { currentReleaseFiles } from '../../../../policy/release/files.ts'
import { loadCatalogue } from '../../../../schemas/index.ts'
import { demoReaders, type DemoWorld } from '../../../fixtures/demo-world.ts'

const { roles } = table(currentReleaseFiles(loadCatalogue()), 'tables/roles.json')

/** Purposes of a reader's role. */
export const purposesOf = ({ role }: Pick<ReaderJson, 'role'>): readonly string[] => roles[role]?.purposes ?? []

/** The case that a reader has a link to; one without a link asks for the first. */
export const caseOf = (reader: ReaderJson): string => reader.links[0]?.case ?? 'KESTREL'

interface TimelinePage {
  readonly items?: readonly { readonly id: string }[]
  readonly next?: string | null
}

/** Reads a timeline to its end, a page at a time; the ids of its items. */
export async function readPages(world: DemoWorld, reader: ReaderJson, query: string): Promise<readonly string[]> {
  const id = await world.caseId(caseOf(reader), reader.agency)
  const items: string[] = []
  for (let cursor: string | null | undefined = ''; typeof cursor === 'string';) {
    const answer = await world.get(`/v1/cases/${id}/timeline?${query}${cursor === '' ? '' : `&cursor=${cursor}`}`, reader.id)
    const page = (await answer.json()) as TimelinePage
    items.push(...(page.items ?? []).map((item) => item.id))
    cursor = page.next
  }
  return items
}

/** Everything that a reader can ask for a purpose: list, case, whole timeline, pages, filters, pattern. Some of it is denied. */
export async function readAllWays(world: DemoWorld, reader: ReaderJson, purpose: string): Promise<void> {
  const id = await world.caseId(caseOf(reader), reader.agency)
  for (const path of [
    `?purpose=${purpose}`,
    `/${id}?purpose=${purpose}`,
    `/${id}/timeline?purpose=${purpose}`,
    `/${id}/timeline?purpose=${purpose}&from=2024-05-01&to=2024-08-31`,
    `/${id}/timeline?purpose=${purpose}&family=F1`,
    `/${id}/timeline?purpose=${purpose}&agency=${reader.agency}&limit=2`,
    `/${id}/pattern?purpose=${purpose}`,
    `/${id}/pattern?purpose=${purpose}&from=2024-03-01&to=2024-08-31`,
  ])
    await (await world.get(`/v1/cases${path}`, reader.id)).arrayBuffer()
  await readPages(world, reader, `purpose=${purpose}&limit=7`)
}

/** Some reads of both cases: a list, a case and timelines by four people, one of them denied. */
export async function readSome(world: DemoWorld): Promise<void> {
  for (const [person, purpose] of [
    ['norshire-coordinator', 'marac_risk_management'],
    ['norshire-case-manager', 'perpetrator_intervention'],
    ['westmere-coordinator', 'marac_risk_management'],
    ['westmere-idva-lv1', 'victim_safety_planning'],
  ] as const) {
    const reader = demoReaders.find(({ id }) => id === person)
    if (reader === undefined) throw new Error('not in readers.json')
    const id = await world.caseId(caseOf(reader), reader.agency)
    for (const path of [
      `?purpose=${purpose}`,
      `/${id}?purpose=${purpose}`,
      `/${id}/timeline?purpose=${purpose}`,
      `/${id}/timeline?purpose=audit`,
    ]) {
      await (await world.get(`/v1/cases${path}`, reader.id)).arrayBuffer()
    }
  }
}
