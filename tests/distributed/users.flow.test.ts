import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { registerAgencies } from '../../commands/agencies.ts'
import { startConsumers, type Consumers } from '../../commands/consumers.ts'
import { readFolder } from '../../commands/demo/folder.ts'
import { createSender, type ReceiptJson } from '../../commands/demo/gateway-client.ts'
import { linkReaders } from '../../commands/links.ts'
import { openParts, type Parts } from '../../commands/parts.ts'
import { assignedCase } from '../../commands/assigned-case.ts'
import { DEMO_FOLDER, startService, type Service } from '../../commands/service.ts'
import { intakeGroupOf } from '../../consumers/intake/start.ts'
import { trimInboxes } from '../../consumers/intake/trim-inboxes.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import type { Role } from '../../infra/configuration/settings.ts'
import { inboxTopic } from '../../infra/event-log/topics.ts'
import { noCrash } from '../../infra/faults/crash-point.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { agencyNamed, caseLogNamed } from '../fixtures/ids.ts'
import { inForce } from '../fixtures/in-force.ts'
import { openSecuredColumn, type SecuredColumn } from '../fixtures/secured-column.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const PATIENCE = 120_000
const LATER_MS = 60 * 24 * 60 * 60_000
const demo = readFolder(DEMO_FOLDER, { only: ['KESTREL'] })
const events = demo.chronologies.flatMap((one) => one.events).slice(0, 6)

describe('the roles apart, each with its own Kafka user', () => {
  const folder = temporaryFolder()
  const opened: Parts[] = []
  const running: Consumers[] = []
  let column: SecuredColumn
  let intake: Parts
  let service: Service

  const partsOf = async (user: string): Promise<Parts> => {
    const parts = await openParts({
      data: join(folder.path, user),
      places: column.places(user),
      masterKeyFile: join(folder.path, 'master.key'),
      clock: systemClock,
      logger: createLog('silent'),
      crashPoint: noCrash,
    })
    opened.push(parts)
    return parts
  }
  const started = async (role: Role): Promise<Parts> => {
    const parts = await partsOf(`throughline-${role}`)
    running.push(await startConsumers(parts, [role]))
    return parts
  }
  beforeAll(async () => {
    column = await openSecuredColumn([])
    await started('control')
    // As an operator does, with the user that may do everything.
    await registerAgencies(await partsOf('throughline'), demo.agencies)
    await started('timeline')
    intake = await started('intake')
    const gateway = await partsOf('throughline-gateway')
    service = await startService(gateway, {
      host: '127.0.0.1',
      port: 0,
      oidcIssuer: undefined,
      production: false,
      people: DEMO_FOLDER,
      roles: ['gateway'],
      rateLimit: { perSecond: 1e9, burst: 1e9 },
      publicLimit: { perSecond: 1e9, burst: 1e9 },
    })
  }, 300_000)
  afterAll(async () => {
    await service?.stop()
    for (const consumers of running.toReversed()) await consumers.stop()
    for (const parts of opened.toReversed()) await parts.close()
    await column?.close()
    folder.remove()
  }, PATIENCE)

  const token = async (as: string): Promise<string> => service.identity.issueToken?.({ as }) ?? Promise.reject(new Error('no tokens'))
  const ask = async (method: string, path: string, as: string, body?: unknown): Promise<Response> =>
    fetch(`${service.origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${await token(as)}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const send = (event: (typeof events)[number]): Promise<ReceiptJson> => createSender({ url: service.origin, token }).send(event)

  it(
    'take events in, and show them to a coordinator',
    async () => {
      for (const event of events) expect((await send(event)).status).toBe('accepted')
      await inForce(intake)
      await linkReaders(
        intake,
        demo.chronologies,
        demo.readers.filter(({ id }) => ['norshire-coordinator', 'auditor'].includes(id)),
      )
      const placed = await assignedCase(intake.store, events)
      const id = service.reads.caseIds.outside(agencyNamed('norshire-marac'), placed?.caseLog ?? caseLogNamed(''))
      const answer = await ask('GET', `/v1/cases/${id}/timeline?purpose=marac_risk_management`, 'norshire-coordinator')
      expect(answer.status).toBe(200)
      expect(((await answer.json()) as { readonly items: readonly unknown[] }).items).toHaveLength(events.length)
    },
    PATIENCE,
  )

  it(
    'let a sender confirm a held event',
    async () => {
      const [event] = events
      if (event === undefined) throw new Error('no events')
      const details = { ...(event.data.details as object), description: 'He waited outside 14 Orchard Road.' }
      const receipt = await send({
        ...event,
        id: '00000000-0000-8000-8000-000000000001',
        data: { ...event.data, agency_record_ref: 'HELD-01', details },
      })
      expect(receipt.status).toBe('held')
      expect((await ask('POST', `/v1/receipts/${receipt.receipt}/confirm`, 'norshire-police')).status).toBe(202)
      const statuses = async (): Promise<readonly string[]> =>
        (
          (await (await ask('GET', '/v1/receipts?limit=1000', 'norshire-police')).json()) as { readonly items: readonly ReceiptJson[] }
        ).items
          .filter(({ event_id: id }) => id === '00000000-0000-8000-8000-000000000001')
          .map(({ status }) => status)
      while ((await statuses()).length < 2)
        await new Promise((resolve) => {
          setTimeout(resolve, 50)
        })
      expect(await statuses()).toEqual(['held', 'accepted'])
    },
    PATIENCE,
  )

  it(
    "replay what was read, for an auditor, with the gateway's user",
    async () => {
      let answer = await ask('POST', '/v1/replays', 'auditor', {})
      // A busy machine needs longer than a request waits.
      while (answer.status === 202)
        answer = await ask('GET', `/v1/replays/${((await answer.json()) as { readonly id: string }).id}`, 'auditor')
      expect(answer.status).toBe(200)
      const { counts, findings } = (await answer.json()) as {
        readonly counts: Readonly<Record<string, number>>
        readonly findings: readonly unknown[]
      }
      expect({ outcomes: Object.keys(counts), findings }).toEqual({ outcomes: ['match'], findings: [] })
    },
    PATIENCE,
  )

  it(
    "trim inboxes with intake's user",
    async () => {
      expect(
        await trimInboxes({ log: intake.log, clock: { now: () => systemClock.now() + LATER_MS }, groupOf: intakeGroupOf }),
      ).toBeGreaterThanOrEqual(events.length)
      expect(await intake.log.ranges(inboxTopic(agencyNamed('norshire-police')))).toEqual([expect.objectContaining({ partition: 0 })])
    },
    PATIENCE,
  )

  it(
    'keep to their part: none writes the log of another',
    async () => {
      const refused = async (user: string, topic: string): Promise<unknown> => {
        const parts = opened.find(({ places }) => places.kafka?.username === user)
        return parts?.log.append([{ topic, key: 'made-up', value: Buffer.from('x') }]).then(
          () => 'written',
          (error: unknown) => (error as { readonly code?: string }).code,
        )
      }
      expect(await refused('throughline-gateway', 'case.events')).toBe('not-allowed')
      expect(await refused('throughline-timeline', 'case.events')).toBe('not-allowed')
      expect(await refused('throughline-control', 'links.events')).toBe('not-allowed')
      expect(await refused('throughline-intake', 'access.log')).toBe('not-allowed')
    },
    PATIENCE,
  )
})
