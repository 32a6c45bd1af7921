import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ReceiptRecord } from '../../../consumers/intake/receipts/receipt.ts'
import { systemClock } from '../../../infra/clock/clock.ts'
import { inboxTopic, receiptsTopic } from '../../../infra/event-log/topics.ts'
import { publishedText } from '../../../infra/registry/confluent/published-form.ts'
import { publishSchemas } from '../../../infra/registry/confluent/publish.ts'
import { createConfluentRegistry } from '../../../infra/registry/confluent/registry.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import { releasedVersions } from '../../../schemas/index.ts'
import { openEngines } from '../../../scripts/servers/engines.ts'
import { detailOf, eventAvsc } from '../../fixtures/event-avsc.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { openInstallation, readTopic, settled } from './harness.ts'

const TYPE = 'housing.action-taken'
const SUBJECT = 'uk.throughline.housing.ActionTaken'
const AGENCY = agencyNamed('westmere-police')

/** Puts a schema into the registry past its gate, as somebody with an administrator's rights there could. */
async function forceInto(url: string, schema: unknown): Promise<number> {
  const send = (method: string, path: string, body: unknown) =>
    fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify(body),
    })
  await send('PUT', `/config/${SUBJECT}`, { compatibility: 'NONE' })
  const answer = await send('POST', `/subjects/${SUBJECT}/versions`, { schema: publishedText(schema) })
  return ((await answer.json()) as { id: number }).id
}

describe('an event written with a schema that the released one cannot read', () => {
  const folder = temporaryFolder()
  let engines: Awaited<ReturnType<typeof openEngines<{ registry: true }>>>
  beforeAll(async () => {
    engines = await openEngines({ registry: true })
  }, 120_000)
  afterAll(async () => {
    await engines.stop()
    folder.remove()
  })

  it('is refused by a running intake, which names the field', async () => {
    const { url } = engines.registry
    await publishSchemas({ url }, releasedVersions())
    const broken = eventAvsc(TYPE)
    detailOf(broken, 'action').type = 'double'
    const id = await forceInto(url, broken)

    const registry = createConfluentRegistry({ url, clock: systemClock })
    const installation = await openInstallation(folder.path)
    const intake = await installation.intake({ registry })
    const value = Buffer.alloc(13)
    value.writeUInt32BE(id, 1)
    await installation.log.append([{ topic: inboxTopic(AGENCY), key: null, value }])
    await settled(installation.log, intake.done)
    await intake.stop()
    const codec = createRecordCodec(registry)
    const receipts = await Promise.all(
      (await readTopic(installation.log, receiptsTopic(AGENCY))).map(async (record) => {
        const decoded = await codec.decode(record.value)
        return decoded.ok ? (decoded.value.value as ReceiptRecord) : undefined
      }),
    )
    await installation.close()
    expect(receipts.map((receipt) => [receipt?.status, receipt?.errors.map(({ code, pointer }) => `${code} ${pointer}`)])).toEqual([
      ['rejected', ['incompatible-schema /data/details/action']],
    ])
  }, 120_000)
})
