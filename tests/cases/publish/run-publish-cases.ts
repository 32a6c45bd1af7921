import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { agencyOf, readFolder, type CloudEventJson } from '../../../commands/demo/folder.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { chronologiesFor, readPublishCases, type PublishCase } from './case-file.ts'
import { catalogue } from './chronology-links.ts'
import { judgeAfter, judgeUnknownVersion, type CaseOutcome } from './judge-case.ts'
import { createPast } from './past.ts'
import { agencyOfType, patched, type PatchWorld, type PersonJson } from './patch.ts'

/** One case, compared with what is right. */
export interface PublishCaseResult {
  readonly name: string
  readonly passed: boolean
  /** Expected and got; empty when it passed. */
  readonly difference: string
}

const inWords = ({ outcome, rules, warnings }: CaseOutcome): string =>
  [outcome, [...rules].sort().join(' '), [...warnings].sort().join(' ')].filter((word) => word !== '').join(' ')
const numberOf = ({ data }: CloudEventJson): string => data.agency_record_ref

/** Event numbers that a patch names anywhere. */
const named = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(named) : []

/** An event of another chronology that a case refers to: one of the base's own case, by an agency of the base's area. */
function borrowed(world: PatchWorld, event: CloudEventJson, base: CloudEventJson): CloudEventJson {
  const [, , agency = '', system = ''] = event.source.split('/')
  const type = world.agencies.find((entry) => entry.agency === agency)?.type ?? ''
  return {
    ...event,
    time: base.time,
    source: `/agencies/${agencyOfType(world, agencyOf(base), type).agency}/${system}`,
    data: {
      ...event.data,
      recorded_at: base.time,
      subject: base.data.subject,
      harmed: event.data.harmed.length === 0 ? [] : base.data.harmed,
    },
  }
}

/** A folder of chronologies, and how a case is judged over it. */
function openFolder(path: string) {
  const { agencies, chronologies } = readFolder(path)
  const idOf = new Map(chronologies.flatMap(({ events }) => events.map((event) => [numberOf(event), event.id] as const)))
  const world: PatchWorld = {
    agencies,
    idOf,
    people: JSON.parse(readFileSync(join(path, 'people.json'), 'utf8')) as PersonJson[],
    schemaOf: (type) => catalogue.types.get(type),
  }
  const judgeCase = async ({ base: number, patch }: PublishCase): Promise<CaseOutcome> => {
    const events = chronologies.find((chronology) => chronology.events.some((event) => numberOf(event) === number))?.events ?? []
    const base = events.find((event) => numberOf(event) === number)
    if (base === undefined) throw new Error(`There is no event ${number}.`)
    const end = patch._after === undefined ? events.indexOf(base) : events.findIndex((event) => numberOf(event) === patch._after) + 1
    const past = events.slice(0, end).filter((event) => event !== base && patch._without?.includes(numberOf(event)) !== true)
    const said = Object.entries(patch)
      .filter(([key]) => !key.startsWith('_'))
      .map(([, value]) => value)
    const foreign = chronologies
      .flatMap((chronology) => chronology.events)
      .filter((other) => !events.includes(other) && named(said).includes(numberOf(other)))
    const others = foreign.map((other) => borrowed(world, other, base))
    const event = patched(world, base, patch)
    if (patch.schema_version !== undefined && patch.schema_version !== 1) return judgeUnknownVersion(event)
    const publisher =
      typeof patch.agency_type === 'string'
        ? { ...agencyOfType(world, agencyOf(base), patch.agency_type), agency: agencyNamed(agencyOf(event)) }
        : (agencies.find(({ agency }) => agency === agencyOf(event)) ?? agencyOfType(world, agencyOf(base), ''))
    return judgeAfter(
      createPast(events, [...past, ...others, ...(patch._resend === true ? [base] : [])], agencies),
      event,
      publisher,
      agencies,
    )
  }
  return judgeCase
}

/** Judges every case of a file by the system's own rules, in memory. `demo`: chronologies where none stand beside the file. */
export async function runPublishCases(file: string, demo: string): Promise<readonly PublishCaseResult[]> {
  const judgeCase = openFolder(chronologiesFor(file, demo))
  const results: PublishCaseResult[] = []
  for (const wanted of readPublishCases(file)) {
    const name = `${wanted.id} ${wanted.title}`
    const expected = inWords({ outcome: wanted.expect, rules: wanted.rules, warnings: wanted.warnings })
    const got = await judgeCase(wanted).then(inWords, (error: unknown) => `failed: ${error instanceof Error ? error.message : 'unknown'}`)
    results.push({ name, passed: got === expected, difference: got === expected ? '' : `expected ${expected}, got ${got}` })
  }
  return results
}
