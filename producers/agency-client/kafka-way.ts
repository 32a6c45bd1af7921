import type { Clock } from '../../infra/clock/clock.ts'
import { createInboxRecords } from '../../infra/event-log/inbox-records.ts'
import { openKafkaEventLog } from '../../infra/event-log/kafka/kafka-event-log.ts'
import type { EventLog } from '../../infra/event-log/port.ts'
import { noCrash, type CrashPoint } from '../../infra/faults/crash-point.ts'
import { createConfluentRegistry } from '../../infra/registry/confluent/registry.ts'
import { createFolderRegistry } from '../../infra/registry/folder.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import { createLog, type Log } from '../../infra/telemetry/logger.ts'
import { schemasFolder } from '../../schemas/index.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import { createEventChecker } from '../../schemas/codec/check.ts'
import { checkKafkaOptions, type KafkaOptions } from './kafka-options.ts'
import { kafkaReceipts } from './kafka-receipts.ts'
import { createKafkaTransport } from './kafka-transport.ts'
import type { Way } from './transport.ts'

export interface KafkaWayDeps {
  readonly agency: string
  readonly kafka: KafkaOptions
  /** INVARIANT: that of this release: the schema ids are looked up for its schemas. */
  readonly catalogue: Catalogue
  readonly clock: Clock
  readonly log?: Log
  readonly crashPoint?: CrashPoint
}

/** How long a batch is sent again before the outbox waits and tries anew, ms. */
const PATIENCE_MS = 5_000

/** A connection that is opened when it is first needed, and again after that failed. */
function openLazily(open: () => Promise<EventLog>) {
  let opened: Promise<EventLog> | undefined
  return {
    get: (): Promise<EventLog> =>
      (opened ??= open().catch((error: unknown) => {
        opened = undefined
        throw error
      })),
    close: async (): Promise<void> => {
      await (await opened?.catch(() => undefined))?.close()
    },
  }
}

/** Events to the agency's inbox, receipts from its receipts topic. Throws AgencyClientError `address`. */
export function createKafkaWay({ agency, kafka, catalogue, clock, log = createLog('silent'), crashPoint = noCrash }: KafkaWayDeps): Way {
  checkKafkaOptions(kafka)
  const { registryUrl: url, ...connection } = kafka
  const registry = url === undefined ? createFolderRegistry({ folder: schemasFolder, clock }) : createConfluentRegistry({ url, clock, log })
  const events = openLazily(() =>
    openKafkaEventLog({ ...connection, clientId: `throughline-${agency}`, clock, log, patienceMs: PATIENCE_MS }),
  )
  const records = createRecordCodec(registry)
  return {
    transport: createKafkaTransport({
      agency,
      log: events.get,
      check: createEventChecker(catalogue),
      recordsOf: createInboxRecords({ catalogue, registry }),
      crashPoint,
    }),
    receipts: (signal, after) => kafkaReceipts({ agency, log: events.get, records }, signal, after),
    close: events.close,
  }
}
