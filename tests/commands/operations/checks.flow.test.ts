import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { countFindings } from '../../../commands/count-findings.ts'
import { createChecks, type ChecksDeps } from '../../../commands/operations/checks.ts'
import { readCertificates } from '../../../commands/operations/certificates.ts'
import { wrongWith } from '../../../commands/operations/judge-status.ts'
import { readStatus } from '../../../commands/operations/read-status.ts'
import { nothingSeen } from '../../../commands/operations/seen.ts'
import { SUBJECTS } from '../../../schemas/generated/records.ts'
import type { ReceiptRecord } from '../../../consumers/intake/receipts/receipt.ts'
import { intakeGroupOf } from '../../../consumers/intake/start.ts'
import { inboxTopic, receiptsTopic } from '../../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import { createTelemetry } from '../../../infra/telemetry/telemetry.ts'
import { fixtureClock } from '../../fixtures/clock.ts'
import { openEmbeddedParts, type EmbeddedParts } from '../../fixtures/embedded-parts.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const AGENCY = agencyNamed('norshire-police')
const INBOX = inboxTopic(AGENCY)

describe('what a process looks at in the background', () => {
  const clock = fixtureClock()
  const telemetry = createTelemetry({ clock, roles: ['intake'] })
  const seen = nothingSeen()
  let parts: EmbeddedParts
  let looked: ChecksDeps
  beforeAll(async () => {
    parts = await openEmbeddedParts()
    looked = {
      ...parts,
      clock,
      telemetry,
      data: parts.folder,
      places: { kafka: undefined, registryUrl: undefined, databaseUrl: undefined },
    }
    for (const topic of [INBOX, receiptsTopic(AGENCY)]) await parts.log.createTopic(topic, { partitions: 1 })
  }, 60_000)
  afterAll(() => parts.remove())

  const looks = () => createChecks(looked, { roles: ['intake'], sealedTopics: [], folderFree: async () => 0.04 }, seen)
  const metrics = async (): Promise<readonly string[]> => (await telemetry.metrics.registry.metrics()).split('\n')
  const receipt = async (event: string, status: ReceiptRecord['status']): Promise<void> => {
    const record: ReceiptRecord = {
      receipt: `of-${event}`,
      source: 'urn:a',
      event_id: event,
      type: null,
      status,
      errors: [],
      inbox: { topic: INBOX, partition: 0, offset: 0 },
      at: new Date(clock.now()).toISOString(),
      warnings: [],
      final: true,
    }
    await parts.log.append([
      {
        topic: receiptsTopic(AGENCY),
        key: null,
        value: (await createRecordCodec(parts.registry).encode(SUBJECTS.receipt, record)).wire,
        headers: {},
      },
    ])
  }

  it('counts the events of an agency that wait for their sender, until each is decided', async () => {
    const feeds = looks()
    for (const event of ['one', 'two', 'three']) await receipt(event, 'held')
    await feeds.atFeeds()
    expect(await metrics()).toContain(`throughline_events_held{agency="${AGENCY}"} 3`)
    await receipt('one', 'accepted')
    await receipt('two', 'rejected')
    await feeds.atFeeds()
    expect(await metrics()).toContain(`throughline_events_held{agency="${AGENCY}"} 1`)
  })

  it('finds an inbox that was cut before intake had taken what it held, and keys of agencies that are gone, until they are back', async () => {
    for (let at = 0; at < 3; at++) await parts.log.append([{ topic: INBOX, key: null, value: Buffer.from('x'), headers: {} }])
    await parts.log.commit(intakeGroupOf(INBOX), [{ topic: INBOX, partition: 0, offset: 1 }])
    const look = looks()
    await look.atFeeds()
    await look.atAgencyKeys({ lastEnds: async () => [], count: async () => 2 })
    expect(telemetry.found.all()).toEqual([])

    await parts.log.trim(INBOX, 0, 2)
    await parts.vault.keepCount('agency-keys', 5)
    await look.atFeeds()
    await look.atAgencyKeys({ lastEnds: async () => [], count: async () => 2 })
    expect((await metrics()).filter((line) => line.startsWith('throughline_findings{'))).toEqual([
      'throughline_findings{code="inbox-cut"} 1',
      'throughline_findings{code="agency-keys-missing"} 3',
    ])
    const status = await readStatus({ ...looked, activities: new Map() } as never, {
      roles: ['intake'],
      notReady: [],
      dependencies: [],
      seen,
      clockOffsets: [],
      agencyKeys: undefined,
    })
    expect(wrongWith(status)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('3 key(s) that agencies have registered are gone'),
        expect.stringContaining('events are gone from 1 inbox(es)'),
      ]),
    )

    await look.atAgencyKeys({ lastEnds: async () => [], count: async () => 5 })
    expect(telemetry.found.all()).toEqual([{ code: 'inbox-cut', count: 1 }])
  })

  it('shows what a check of the logs found until the next one, but for what is merely told', () => {
    const one = createTelemetry({ clock, roles: [] })
    countFindings({ telemetry: one }, [
      { code: 'log-cut', in: 'log', topic: 'case.events' },
      { code: 'log-cut', in: 'log', topic: 'access.log' },
      { code: 'store-behind', in: 'store', topic: 'case.events' },
      { code: 'loss-accepted', in: 'log', topic: 'case.events' },
    ])
    expect(one.found.all()).toEqual([{ code: 'log-cut', count: 2 }])
    countFindings({ telemetry: one }, [])
    expect(one.found.all()).toEqual([])
  })

  it('says of a certificate file that cannot be read that it has ended', async () => {
    const places = { kafka: undefined, registryUrl: undefined, databaseUrl: 'postgres://a@b/c?sslrootcert=/nowhere/ca.pem' }
    await createChecks({ ...looked, places }, { roles: [], sealedTopics: [] }, seen).atCertificates()
    expect(await metrics()).toContain('throughline_certificate_expiry_timestamp_seconds{name="DATABASE_URL sslrootcert"} 0')
    expect(readCertificates(looked.places)).toEqual([])
  })
})
