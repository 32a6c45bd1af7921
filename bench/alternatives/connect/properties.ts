/** A file of Java properties: names and values as they are, but for backslashes, which it takes for escapes. */
export const propertiesFile = (properties: Readonly<Record<string, string>>): string =>
  Object.entries(properties)
    .map(([name, value]) => `${name}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('')

const text = (field: string): object => ({ field, type: 'string', optional: false })

/** The schema of a row, given once to the converter, so that messages need not carry it. `data` becomes jsonb. */
const ROW = {
  type: 'struct',
  optional: false,
  fields: [text('source'), text('event_id'), text('type'), text('time'), { ...text('data'), name: 'io.debezium.data.Json', version: 1 }],
}

export interface ConnectPlaces {
  readonly brokers: readonly string[]
  /** PostgreSQL, with the user and the password of it. */
  readonly databaseUrl: string
  readonly topic: string
  readonly table: string
  /** A folder of its own. */
  readonly folder: string
  readonly plugins: string
  /** Of its REST interface. */
  readonly port: number
}

/** A worker that runs by itself. */
export const workerProperties = ({ brokers, folder, plugins, port }: ConnectPlaces): Readonly<Record<string, string>> => ({
  'bootstrap.servers': brokers.join(','),
  'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
  'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
  'value.converter.schemas.enable': 'true',
  'value.converter.schema.content': JSON.stringify(ROW),
  'offset.storage.file.filename': `${folder}/offsets`,
  'plugin.path': plugins,
  listeners: `http://127.0.0.1:${String(port)}`,
})

/** Debezium's sink from a topic to a table, idempotent by source and id, with what makes it fast: batches that the driver writes as one statement. */
export function sinkProperties({ databaseUrl, topic, table }: ConnectPlaces): Readonly<Record<string, string>> {
  const { host, pathname, username, password } = new URL(databaseUrl)
  return {
    name: 'events',
    'connector.class': 'io.debezium.connector.jdbc.JdbcSinkConnector',
    'tasks.max': '1',
    topics: topic,
    'connection.url': `jdbc:postgresql://${host}${pathname}?reWriteBatchedInserts=true`,
    'connection.username': decodeURIComponent(username),
    'connection.password': decodeURIComponent(password),
    'insert.mode': 'upsert',
    'primary.key.mode': 'record_value',
    'primary.key.fields': 'source,event_id',
    'schema.evolution': 'basic',
    'collection.name.format': table,
  }
}
