import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { systemClock } from '../../../infra/clock/clock.ts'
import { createAgencyClient } from '../../../producers/agency-client/agency-client.ts'
import { createClientOver, type AgencyClient } from '../../../producers/agency-client/client.ts'
import type { CloudEvent } from '../../../producers/agency-client/cloud-event.ts'
import { createKafkaWay } from '../../../producers/agency-client/kafka-way.ts'
import type { KafkaOptions } from '../../../producers/agency-client/kafka-options.ts'
import type { Receipt } from '../../../producers/agency-client/receipts.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { AFTER_ALL, demoChronologies, demoReaders, openDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { openSecuredColumn, type SecuredColumn } from '../../fixtures/secured-column.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { AGENCY, madeUpEvent } from './events.ts'

const PATIENCE = 180_000
const USER = `agency.${AGENCY}`
const events = demoChronologies
  .flatMap(({ name, events: all }) => (name === 'KESTREL' ? all : []))
  .filter(({ source }) => source.startsWith(`/agencies/${AGENCY}/`)) as unknown as readonly CloudEvent[]

describe('the agency client over Kafka, with a user of its own', () => {
  const folder = temporaryFolder()
  const clients: AgencyClient[] = []
  let column: SecuredColumn
  let world: DemoWorld
  beforeAll(async () => {
    column = await openSecuredColumn([USER])
    world = await openDemoWorld(column.places('throughline'))
    world.clock.moveTo(AFTER_ALL)
  }, 300_000)
  afterAll(async () => {
    for (const client of clients) await client.close()
    await world?.close()
    await column?.close()
    folder.remove()
  }, PATIENCE)

  const kept = (client: AgencyClient): AgencyClient => {
    clients.push(client)
    return client
  }
  const outbox = (): string => join(folder.path, `${randomUUID()}.sqlite`)
  const kafka = (password = column.user(USER).password): KafkaOptions => {
    const { brokers, ca, username } = column.user(USER)
    return { brokers, ssl: { ca }, sasl: { username, password }, registryUrl: column.registryUrl }
  }
  /** Its receipts, once there are so many of these events. */
  const receiptsOf = async (client: AgencyClient, ids: readonly string[], count: number): Promise<readonly Receipt[]> => {
    for (const until = performance.now() + 60_000; ;) {
      const found: Receipt[] = []
      for await (const { items } of client.receipts()) found.push(...items.filter(({ id }) => ids.includes(id ?? '')))
      if (found.length >= count) return found
      if (performance.now() > until) throw new Error(`${String(found.length)} of ${String(count)} receipts came.`)
    }
  }

  it(
    "delivers, gets receipts from Kafka, and the events are on a coordinator's timeline",
    async () => {
      const client = kept(createAgencyClient({ agency: AGENCY, kafka: kafka(), outbox: outbox() }))
      for (const event of events) await client.publish(event)
      await client.drain()
      const receipts = await receiptsOf(
        client,
        events.map(({ id }) => id),
        events.length,
      )
      // Not in the order of the events: the receipt of one that is judged in its case comes from the timeline.
      expect(new Map(receipts.map(({ id, status }) => [id, status]))).toEqual(new Map(events.map(({ id }) => [id, 'accepted'])))
      await world.link(demoReaders.filter(({ id }) => id === 'norshire-coordinator'))
      const answer = await world.get(
        `/v1/cases/${await world.caseId('KESTREL', 'norshire-marac')}/timeline?purpose=marac_risk_management&limit=100`,
        'norshire-coordinator',
      )
      const { items } = (await answer.json()) as { readonly items: readonly { readonly agency: { readonly id?: string } }[] }
      expect(items.filter(({ agency }) => agency.id === AGENCY)).toHaveLength(events.length)
    },
    PATIENCE,
  )

  it(
    'goes on with its receipts where it stopped',
    async () => {
      const client = kept(createAgencyClient({ agency: AGENCY, kafka: kafka(), outbox: outbox() }))
      const [event = madeUpEvent()] = events
      let cursor: string | undefined
      for await (const { next } of client.receipts()) cursor = next ?? cursor
      await client.publish(event)
      await client.drain()
      const later: Receipt[] = []
      while (later.length === 0) for await (const { items } of client.receipts(cursor)) later.push(...items)
      expect(later).toMatchObject([{ id: event.id, status: 'repeated' }])
      await expect(client.receipts('made up').next()).rejects.toMatchObject({ code: 'refused' })
    },
    PATIENCE,
  )

  it(
    'gets its receipts over HTTP where it has an address',
    async () => {
      const client = kept(
        createAgencyClient({
          agency: AGENCY,
          kafka: kafka(),
          outbox: outbox(),
          url: world.service.origin,
          token: () => world.token(AGENCY),
        }),
      )
      const [event = madeUpEvent()] = events
      await client.publish(event)
      await client.drain()
      expect((await receiptsOf(client, [event.id], 3)).map(({ status }) => status)).toEqual(['accepted', 'repeated', 'repeated'])
    },
    PATIENCE,
  )

  it(
    'parks an event that cannot be encoded, and delivers those beside it',
    async () => {
      const way = createKafkaWay({ agency: AGENCY, kafka: kafka(), catalogue: loadCatalogue(), clock: systemClock })
      const client = kept(createClientOver(way, { outbox: outbox() }, () => ({ errors: [], held: [], warnings: [] })))
      const [before = madeUpEvent(), , after = madeUpEvent()] = events
      const base = madeUpEvent()
      const wrong = [
        { ...base, data: { ...base.data, surprise: 'x' } },
        { ...madeUpEvent(), source: '/agencies/norshire-idva/records' },
        { ...madeUpEvent(), type: 'behaviour.unheard-of' },
      ]
      for (const event of [before, ...wrong, after]) await client.publish(event)
      await client.drain()
      expect(client.parked().map(({ id, errors }) => [id, errors.map(({ code, pointer }) => `${code} ${pointer}`)])).toEqual([
        [wrong[0]?.id, ['G04 /data/surprise']],
        [wrong[1]?.id, ['wrong-source /source']],
        [wrong[2]?.id, ['G01 /type']],
      ])
      expect((await receiptsOf(client, [before.id, after.id], 6)).slice(-2).map(({ id, status }) => [id, status])).toEqual([
        [before.id, 'repeated'],
        [after.id, 'repeated'],
      ])
    },
    PATIENCE,
  )

  it(
    'keeps what it may not deliver, and says why',
    async () => {
      const client = createAgencyClient({ agency: AGENCY, kafka: kafka('wrong'), outbox: outbox(), random: () => 0.1 })
      await client.publish(madeUpEvent())
      while (client.failure() === undefined)
        await new Promise((resolve) => {
          setTimeout(resolve, 50)
        })
      expect(client.failure()).toMatchObject({ status: undefined, code: 'not-allowed' })
      expect([client.pending(), client.parked()]).toEqual([1, []])
      await client.close()
    },
    PATIENCE,
  )
})
