import { Kafka, logLevel, type Admin, type KafkaConfig } from 'kafkajs'

/** How the cluster is reached. */
export interface KafkaConnection {
  /** `host:port` of the brokers that are asked first. */
  readonly brokers: readonly string[]
  /** TLS; `ca` is the certificate authority, PEM. */
  readonly ssl?: { readonly ca: string }
  /** By SCRAM-SHA-512. */
  readonly sasl?: { readonly username: string; readonly password: string }
}

/** Who asks, and where kafkajs's own log goes; by default nowhere. */
export type AdminClient = Pick<KafkaConfig, 'clientId' | 'logLevel' | 'logCreator'>

/** Does something as an administrator, and disconnects. */
export async function asAdmin<T>(connection: KafkaConnection, work: (admin: Admin) => Promise<T>, client: AdminClient = {}): Promise<T> {
  const { brokers, ssl, sasl } = connection
  const admin = new Kafka({
    clientId: 'throughline-topics',
    logLevel: logLevel.NOTHING,
    ...client,
    brokers: [...brokers],
    ...(ssl ? { ssl: { ca: [ssl.ca] } } : {}),
    ...(sasl ? { sasl: { mechanism: 'scram-sha-512', ...sasl } } : {}),
  }).admin()
  try {
    await admin.connect()
    return await work(admin)
  } finally {
    await admin.disconnect()
  }
}
