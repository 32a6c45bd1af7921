import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import { evidenceOf } from '../../../core/linking/evidence.ts'
import { personTokens } from '../../../core/linking/person-tokens.ts'
import { watchTimeline } from '../../../gateway/read/watch-timeline.ts'
import { insertMany } from '../../../infra/read-store/insert-many.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { caseLogOf, caseRecordOf, schemaFor } from '../../fixtures/case-records.ts'
import { currentPolicy } from '../../fixtures/current-policy.ts'
import { demoEvents, peopleOf, uuidOf } from '../../fixtures/demo-events.ts'
import { demoReaders } from '../../fixtures/demo-world.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { linkOf } from '../paired-worlds/made-up.ts'

const CASE_LOG = caseLogOf('kestrel')
const NOW = Date.parse('2026-02-01T12:00:00Z')
const secretOf = (name: string): Buffer => Buffer.from(uuidOf('secret', name).replaceAll('-', '').padEnd(64, '0'), 'hex')
const reader = demoReaders.find(({ id }) => id === 'norshire-idva-kv1')
if (reader === undefined) throw new Error('No such reader.')
const purpose = 'victim_safety_planning'
const KESTREL = demoEvents('kestrel')

/** As it is said of the second woman by another spelling of her name, in an event that nobody may read before the century ends. */
const hidden = ((): AgencyEvent => {
  const event = KESTREL.find(({ data }) => data.harmed.some(({ given_name: name }) => name === 'Priya'))
  if (event === undefined) throw new Error('Nobody is called Priya.')
  const harmed = event.data.harmed.map((one) => (one.given_name === 'Priya' ? { ...one, given_name: 'Pryia' } : one))
  return {
    ...event,
    id: uuidOf('hidden'),
    data: { ...event.data, harmed, handling: { ...event.data.handling, embargo_until: '2099-01-01' } },
  }
})()

/** The keyed tokens of the people of events, as the link log has them. */
const tokensOf = (events: readonly AgencyEvent[]) =>
  events.flatMap((event) => {
    const { subject, harmed } = evidenceOf(secretOf('linking'), schemaFor(event), event, [])
    return peopleOf(event).flatMap((person, at) =>
      personTokens([subject, ...harmed][at] ?? subject).map(({ kind, token }) => ({ person, kind, token, agency: agencyNamed('') })),
    )
  })

describe('an open page of the worker of one woman', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startTestGateway({ policy: currentPolicy(), clock: { now: () => NOW }, secrets: secretOf })
  }, 60_000)
  afterAll(async () => {
    await gateway.close()
  })

  const place = async (events: readonly AgencyEvent[]): Promise<void> => {
    const records: readonly CaseEventRecord[] = await Promise.all(events.map((event) => caseRecordOf(gateway.vault, event, CASE_LOG)))
    await gateway.readStore.db.transaction().execute(async (tx) => {
      await insertMany(tx, 'link_token', tokensOf(events), { ignoreRepeats: true })
      for (const table of ['case_part', 'case_event', 'case_log', 'case_candidate'] as const) await tx.deleteFrom(table).execute()
      await gateway.placeRecords([linkOf({ reader, purpose, events }, CASE_LOG, secretOf('linking')), ...records], CASE_LOG, [], tx)
    })
  }

  it('is told of what it is shown, and of nothing where another woman’s name is spelt anew in what is hidden', async () => {
    const shown = KESTREL.slice(0, -1)
    const after = [() => place([...shown, hidden]), () => place([...KESTREL, hidden])]
    const heard: string[] = []
    await place(shown)
    const caseId = gateway.reads.caseIds.outside(reader.agency, CASE_LOG)
    const watched = watchTimeline(gateway.reads, { reader: { kind: 'reader', ...reader }, caseId, query: { purpose } }, async () => {
      heard.push('looked')
      const change = after.shift()
      await change?.()
      return change === undefined ? ('closed' as const) : undefined
    })
    for (let next = await watched.next(); next.done !== true; next = await watched.next()) heard.push('told')
    expect(heard).toEqual(['told', 'looked', 'looked', 'told', 'looked'])
  })
})
