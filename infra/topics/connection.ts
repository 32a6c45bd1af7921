import { Kafka, logLevel, type Admin, type KafkaConfig } from 'kafkajs'

/** How an administrator reaches the cluster. */
export interface KafkaConnection {
  readonly brokers: readonly string[]
  /** TLS; `ca` is the certificate authority, PEM. */
  readonly ssl?: { readonly ca: string }
  /** By SCRAM-SHA-512. */
  readonly sasl?: { readonly username: string; readonly password: string }
}

const configOf = ({ brokers, ssl, sasl }: KafkaConnection): KafkaConfig => ({
  clientId: 'throughline-topics', brokers: [...brokers], logLevel: logLevel.NOTHING,
  ...(ssl ? { ssl: { ca: [ssl.ca] } } : {}), ...(sasl ? { sasl: { mechanism: 'scram-sha-512', ...sasl } } : {}),
})

/** Does something as an administrator, and disconnects. */
export async function asAdmin<T>(connection: KafkaConnection, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = new Kafka(configOf(connection)).admin()
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.disconnect()
  }
}
