import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import type { RecordSchema } from '../../../schemas/index.ts'
import { eventMessage, messageName } from './messages.ts'

type Json = Readonly<Record<string, unknown>>

export interface AsyncApiSources {
  readonly catalogue: Catalogue
  /** An event of each type, by type. */
  readonly examples: ReadonlyMap<string, Json>
  /** The schema of receipts. */
  readonly receipt: RecordSchema
  /** Before the names of topics, groups and users, with its dot. Default: none. */
  readonly prefix?: string | undefined
}

const reference = (path: string): Json => ({ $ref: `#/${path}` })
const KAFKA = { bindingVersion: '0.5.0' }
const RECEIPT = 'receipt'

const agency = { agency: { description: 'The id of the agency, as the operator gave it: lower-case letters, digits, - and _' } }

/** The Kafka interface for agencies (AsyncAPI 3.0, which generators read), of the same catalogue that events are checked by. Pure. */
export function asyncApiDocument({ catalogue, examples, receipt, prefix = '' }: AsyncApiSources): Json {
  const types = [...catalogue.types.values()].sort((one, other) => (one.type < other.type ? -1 : 1))
  const eventMessages = Object.fromEntries(
    types.map(({ type }) => [messageName(type), reference(`components/messages/${messageName(type)}`)]),
  )
  const inbox = (kind: 'events' | 'import', description: string): Json => ({
    address: `${prefix}agency.{agency}.${kind}`,
    title: kind === 'events' ? 'Inbox' : 'Inbox for files',
    description,
    servers: [reference('servers/kafka')],
    parameters: agency,
    messages: eventMessages,
    bindings: { kafka: { partitions: 1, topicConfiguration: { 'cleanup.policy': ['delete'] }, ...KAFKA } },
  })
  const sends = (channel: string, summary: string): Json => ({
    action: 'send',
    channel: reference(`channels/${channel}`),
    title: 'Publish events',
    summary,
    description:
      'acks=all, idempotence on, no key. Clients built on librdkafka set partitioner=murmur2_random. Send again with the same id when in doubt: the second receipt says repeated.',
    messages: types.map(({ type }) => reference(`channels/${channel}/messages/${messageName(type)}`)),
  })
  return {
    asyncapi: '3.0.0',
    id: 'urn:uk:throughline:kafka',
    info: {
      title: 'Throughline over Kafka',
      version: '1.0.0',
      license: { name: 'Apache-2.0' },
      description:
        "What an agency's own system may write and read. The rules for events are those of POST /v1/events (/openapi.json). Seen from the agency: it sends events, and receives what became of them.",
      tags: [{ name: 'publish', description: "For agencies' systems" }],
    },
    defaultContentType: 'application/vnd.apache.avro',
    servers: {
      kafka: {
        host: '{brokers}',
        protocol: 'kafka-secure',
        description: 'TLS and SCRAM-SHA-512; the operator gives user, password and certificate authority',
        variables: { brokers: { description: 'host:port of the brokers, separated by commas', default: 'localhost:9093' } },
        security: [reference('components/securitySchemes/scram')],
        bindings: { kafka: { schemaRegistryVendor: 'confluent', ...KAFKA } },
      },
    },
    channels: {
      inbox: inbox('events', 'What happens now. Only the agency writes, only intake reads.'),
      import: inbox('import', 'What happened before, from files: read only when no live event of anybody waits.'),
      receipts: {
        address: `${prefix}agency.{agency}.receipts`,
        title: 'Receipts',
        description: 'What became of each record of the inboxes; kept for 30 days. Never says whether a person was known.',
        servers: [reference('servers/kafka')],
        parameters: agency,
        messages: { [RECEIPT]: reference(`components/messages/${RECEIPT}`) },
        bindings: {
          kafka: { partitions: 1, topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': 2_592_000_000 }, ...KAFKA },
        },
      },
    },
    operations: {
      publish: sends('inbox', 'Events as they happen'),
      import: sends('import', 'Events from files'),
      readReceipts: {
        action: 'receive',
        channel: reference('channels/receipts'),
        title: 'Read receipts',
        summary: 'accepted, repeated, rejected with its fields, or held until it is confirmed',
        messages: [reference(`channels/receipts/messages/${RECEIPT}`)],
        bindings: {
          kafka: { groupId: { type: 'string', pattern: `^${prefix.replaceAll('.', '\\.')}agency\\.[a-z0-9][a-z0-9_-]*\\.` }, ...KAFKA },
        },
      },
    },
    components: {
      securitySchemes: { scram: { type: 'scramSha512', description: `User ${prefix}agency.<agency>` } },
      messages: {
        ...Object.fromEntries(types.map((schema) => [messageName(schema.type), eventMessage(schema, examples.get(schema.type))])),
        [RECEIPT]: {
          name: 'receipt',
          title: 'Receipt',
          summary: `Registry subject ${receipt.subject}`,
          contentType: 'application/vnd.apache.avro',
          payload: { schemaFormat: 'application/vnd.apache.avro+json;version=1.9.0', schema: receipt.source },
          bindings: {
            kafka: {
              schemaIdLocation: 'payload',
              schemaIdPayloadEncoding: 'confluent',
              schemaLookupStrategy: 'RecordNameStrategy',
              bindingVersion: '0.5.0',
            },
          },
        },
      },
    },
  }
}
