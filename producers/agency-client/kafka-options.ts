import type { KafkaEventLogOptions } from '../../infra/event-log/kafka/kafka-event-log.ts'
import { AgencyClientError } from './errors.ts'

/** Where Kafka is, how the agency signs in there, and where the schema ids are from. */
export interface KafkaOptions extends Pick<KafkaEventLogOptions, 'brokers' | 'ssl' | 'sasl' | 'prefix'> {
  /**
   * The Confluent-compatible registry's base address, with user and password where it asks for them. Absent: the ids of this release, which are
   * right for a service without a registry only.
   */
  readonly registryUrl?: string
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/
const hostOf = (broker: string): string => broker.slice(0, broker.lastIndexOf(':'))

/** Throws AgencyClientError `address`: events and passwords go over TLS, or stay on this machine. */
export function checkKafkaOptions({ brokers, ssl, sasl, registryUrl }: KafkaOptions): void {
  const here = brokers.every((broker) => LOOPBACK.test(hostOf(broker)))
  if (brokers.length === 0 || (ssl === undefined && (!here || sasl !== undefined))) {
    throw new AgencyClientError(
      'address',
      'Kafka needs brokers as host:port, and ssl.ca (the PEM of their authority) unless they are of this machine and without a password.',
    )
  }
  if (registryUrl === undefined) return
  const registry = URL.parse(registryUrl)
  if (registry?.protocol === 'https:' || (registry?.protocol === 'http:' && LOOPBACK.test(registry.hostname))) return
  throw new AgencyClientError('address', "The registry's address must be https://…; http:// only for this machine (localhost).")
}
