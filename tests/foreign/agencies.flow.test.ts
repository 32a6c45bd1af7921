import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { agencyOf, type CloudEventJson } from '../../commands/demo/folder.ts'
import type { IndexPart } from '../../core/case/index-part.ts'
import { AFTER_ALL, demoChronologies, demoReaders, openDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'
import { openSecuredColumn, type SecuredColumn } from '../fixtures/secured-column.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { createRunGo, createRunPython, type RunPrograms } from './run-programs.ts'

const POLICE = 'norshire-police'
/** The agency whose program is in Go. */
const PROBATION = 'norshire-probation'
const PROBATION_USER = `agency.${PROBATION}`
const USER = `agency.${POLICE}`
const INBOX = `agency.${POLICE}.events`
const RECEIPTS = `agency.${POLICE}.receipts`
const PATIENCE = 180_000
const REFUSED = 'TOPIC_AUTHORIZATION_FAILED'
const coordinator = demoReaders.filter(({ id }) => id === 'norshire-coordinator')
const kestrel = demoChronologies.filter(({ name }) => name === 'KESTREL').flatMap((one) => one.events)
const events = kestrel.filter((event) => agencyOf(event) === POLICE)
const ofProbation = kestrel.filter((event) => agencyOf(event) === PROBATION)

interface Written {
  readonly id: string
  readonly partition?: number
  readonly offset?: number
  readonly error?: string
}
interface Refused {
  readonly error: string
}
interface ReceiptLine {
  readonly event_id: string
  readonly status: string
  readonly final: boolean
  readonly inbox: { readonly offset: number }
}

describe("an agency's own program", () => {
  const folder = temporaryFolder()
  let column: SecuredColumn
  let world: DemoWorld
  let python: RunPrograms
  let go: RunPrograms
  beforeAll(async () => {
    column = await openSecuredColumn([USER, PROBATION_USER])
    world = await openDemoWorld(column.places('throughline'))
    world.clock.moveTo(AFTER_ALL)
    python = await createRunPython(column.registryUrl)
    go = await createRunGo(column.registryUrl)
  }, 420_000)
  afterAll(async () => {
    await world?.close()
    await column?.close()
    folder.remove()
  }, PATIENCE)

  const fileOf = (some: readonly CloudEventJson[]): string => {
    const file = join(folder.path, `${String(some[0]?.id)}.jsonl`)
    writeFileSync(file, some.map((event) => JSON.stringify(event)).join('\n'))
    return file
  }
  /** Receipts, once there are so many, as the agency itself reads them from Kafka. */
  const receipts = async (count: number, user = USER): Promise<readonly ReceiptLine[]> => {
    for (const until = performance.now() + 60_000; ;) {
      const { code, lines, errors } = await python<ReceiptLine>(column.user(user), 'read.py', [`${user}.receipts`, `${user}.receipts`])
      if (code !== 0) throw new Error(`The receipts cannot be read: ${JSON.stringify(lines)}\n${errors}`)
      // Of some types a first entry comes before: the last of each receipt holds.
      const last = lines.filter(({ final }) => final)
      if (last.length >= count) return last
      if (performance.now() > until) throw new Error(`${String(last.length)} of ${String(count)} receipts came.`)
    }
  }
  const shown = async (of = POLICE): Promise<readonly string[]> => {
    await world.link(coordinator)
    const id = await world.caseId('KESTREL', 'norshire-marac')
    const answer = await world.get(`/v1/cases/${id}/timeline?purpose=marac_risk_management&limit=100`, 'norshire-coordinator')
    expect(answer.status).toBe(200)
    return (
      (await answer.json()) as { readonly items: readonly { readonly agency: { readonly id?: string }; readonly type: string }[] }
    ).items
      .filter(({ agency }) => agency.id === of)
      .map(({ type }) => type)
  }

  it(
    "in Python writes with murmur2_random, gets receipts, and its event is on a coordinator's timeline",
    async () => {
      const some = events.slice(0, 1)
      const { code, lines, errors } = await python<Written>(column.user(USER), 'publish.py', [
        '--partitioner',
        'murmur2_random',
        INBOX,
        fileOf(some),
      ])
      expect({ code, lines, errors }).toEqual({ code: 0, lines: some.map(({ id }, offset) => ({ id, partition: 0, offset })), errors: '' })
      expect((await receipts(1)).map(({ event_id: id, status }) => [id, status])).toEqual(some.map(({ id }) => [id, 'accepted']))
      expect(await shown()).toEqual(some.map(({ type }) => type))
    },
    PATIENCE,
  )

  it(
    "writes with librdkafka's own partitioner, with the same outcome",
    async () => {
      const some = events.slice(1)
      const { code, lines } = await python<Written>(column.user(USER), 'publish.py', [INBOX, fileOf(some)])
      expect({ code, ids: lines.map(({ id }) => id) }).toEqual({ code: 0, ids: some.map(({ id }) => id) })
      // An event that is judged in its case has its last entry after later ones.
      expect((await receipts(events.length)).map(({ event_id: id, status }) => [id, status]).sort()).toEqual(
        events.map(({ id }) => [id, 'accepted']).sort(),
      )
      expect([...(await shown())].sort()).toEqual(events.map(({ type }) => type).sort())
    },
    PATIENCE,
  )

  it(
    'sends an event again without harm: the receipt says that it is known',
    async () => {
      await python<Written>(column.user(USER), 'publish.py', [INBOX, fileOf(events.slice(0, 1))])
      expect((await receipts(events.length + 1)).at(-1)).toMatchObject({ event_id: events[0]?.id, status: 'repeated' })
      expect(await shown()).toHaveLength(events.length)
    },
    PATIENCE,
  )

  it.each(['gzip', 'snappy', 'lz4', 'zstd'])(
    'may compress with %s',
    async (codec) => {
      const before = (await receipts(0)).length
      const { code } = await python<Written>(column.user(USER), 'publish.py', ['--compression', codec, INBOX, fileOf(events)])
      expect(code).toBe(0)
      expect(
        (await receipts(before + events.length))
          .slice(before)
          .map(({ event_id: id, status }) => [id, status])
          .sort(),
      ).toEqual(events.map(({ id }) => [id, 'repeated']).sort())
    },
    PATIENCE,
  )

  it(
    'decodes the clear index part of case.events, where the timeline may read, by the schema in the registry',
    async () => {
      const { code, lines } = await python<{ readonly index: IndexPart }>(column.user('throughline-timeline'), 'read.py', [
        'case.events',
        'throughline-timeline.python',
      ])
      const indexes = lines.map(({ index }) => index).filter(({ agency }) => agency === POLICE)
      expect(code).toBe(0)
      expect(indexes.map(({ event_id: id, type, system }) => ({ id, type, system })).sort(byId)).toEqual(
        events.map(({ id, type, source }) => ({ id, type, system: source.split('/')[3] })).sort(byId),
      )
      expect(indexes.every(({ occurred, harmed }) => occurred.from !== '' && Array.isArray(harmed))).toBe(true)
    },
    PATIENCE,
  )

  it.each(['agency.norshire-idva.events', RECEIPTS, 'case.events', 'links.events', 'control.events'])(
    'may not write to %s',
    async (topic) => {
      const { code, lines } = await python<Written>(column.user(USER), 'publish.py', [topic, fileOf(events.slice(0, 1))])
      expect({ code, lines }).toEqual({ code: 1, lines: [{ id: events[0]?.id, error: REFUSED }] })
    },
    PATIENCE,
  )

  it.each(['agency.norshire-idva.events', 'agency.norshire-idva.receipts', INBOX, 'case.events', 'links.events', 'access.log'])(
    'may not read %s',
    async (topic) => {
      const { code, lines } = await python<Refused>(column.user(USER), 'read.py', [topic, `${USER}.curious`])
      expect({ code, lines }).toEqual({ code: 1, lines: [{ error: REFUSED }] })
    },
    PATIENCE,
  )

  it(
    "may not be in another's consumer group",
    async () => {
      const { lines } = await python<Refused>(column.user(USER), 'read.py', [RECEIPTS, 'agency.norshire-idva.receipts'])
      expect(lines).toEqual([{ error: 'GROUP_AUTHORIZATION_FAILED' }])
    },
    PATIENCE,
  )

  const publishFromGo = (some: readonly CloudEventJson[], ...how: readonly string[]) =>
    go<Written>(column.user(PROBATION_USER), 'publish', [`${PROBATION_USER}.events`, fileOf(some), ...how])

  it(
    "in Go writes with franz-go and hamba/avro as their makers set them up, and its events are on a coordinator's timeline",
    async () => {
      const { code, lines, errors } = await publishFromGo(ofProbation)
      expect({ code, errors, ids: lines.map(({ id }) => id) }).toEqual({ code: 0, errors: '', ids: ofProbation.map(({ id }) => id) })
      expect((await receipts(ofProbation.length, PROBATION_USER)).map(({ event_id: id, status }) => [id, status]).sort()).toEqual(
        ofProbation.map(({ id }) => [id, 'accepted']).sort(),
      )
      expect(await shown(PROBATION)).toEqual(expect.arrayContaining(['engagement.expectation-answered', 'justice.custody-status-changed']))
    },
    PATIENCE,
  )

  it(
    'in Go sends an event again with its times as Go writes them: the receipt says that it is known',
    async () => {
      const [one] = ofProbation
      await publishFromGo(ofProbation.slice(0, 1), 'utc')
      expect((await receipts(ofProbation.length + 1, PROBATION_USER)).at(-1)).toMatchObject({ event_id: one?.id, status: 'repeated' })
    },
    PATIENCE,
  )

  it.each(['ce_id', 'ce_source', 'ce_time'])(
    'in Go is told which header it sends twice: %s',
    async (header) => {
      const before = (await receipts(0, PROBATION_USER)).length
      await publishFromGo(ofProbation.slice(0, 1), header)
      expect((await receipts(before + 1, PROBATION_USER)).at(-1)).toMatchObject({
        status: 'rejected',
        errors: [{ pointer: header.replace('ce_', '/'), code: 'doubled-header' }],
      })
    },
    PATIENCE,
  )
})

const byId = (one: { readonly id: string }, other: { readonly id: string }): number => (one.id < other.id ? -1 : 1)
