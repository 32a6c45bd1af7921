import { join } from 'node:path'
import type { Certificates } from './certificates.ts'

/** One node, broker and controller at once (KRaft combined mode). */
export interface NodeConfig {
  readonly id: number
  /** Its own folder. */
  readonly folder: string
  readonly clientPort: number
  readonly controllerPort: number
}

const HOST = '127.0.0.1'

/** `host:port` for clients. */
export const clientAddress = (node: NodeConfig): string => `${HOST}:${String(node.clientPort)}`
export const configFile = (node: NodeConfig): string => join(node.folder, 'server.properties')
export const dataFolder = (node: NodeConfig): string => join(node.folder, 'data')
export const logFile = (node: NodeConfig): string => join(node.folder, 'node.log')

const plain = { 'inter.broker.listener.name': 'CLIENT', 'listener.security.protocol.map': 'CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT' }

/**
 * Clients sign in by SCRAM over TLS. Nodes speak to each other on the controller listener and on the client listener's
 * neighbour INTERNAL, each by a certificate of the run's CA: there is no listener for a stranger.
 */
const secured = ({ nodeFile, caFile, nodeName }: Certificates) => ({
  'inter.broker.listener.name': 'INTERNAL',
  'listener.security.protocol.map': 'CLIENT:SASL_SSL,INTERNAL:SSL,CONTROLLER:SSL',
  'listener.name.client.sasl.enabled.mechanisms': 'SCRAM-SHA-512',
  'listener.name.client.scram-sha-512.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
  'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
  'ssl.keystore.type': 'PEM',
  'ssl.keystore.location': nodeFile,
  'ssl.truststore.type': 'PEM',
  'ssl.truststore.location': caFile,
  'listener.name.client.ssl.client.auth': 'none',
  'listener.name.internal.ssl.client.auth': 'required',
  'listener.name.controller.ssl.client.auth': 'required',
  'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  'allow.everyone.if.no.acl.found': 'false',
  'super.users': `User:admin;User:CN=${nodeName}`,
})

export interface ClusterConfig {
  readonly nodes: readonly NodeConfig[]
  /** Ports of the INTERNAL listeners by node id, and the certificates; without: plaintext and no authorizer. */
  readonly security: { readonly certificates: Certificates; readonly internalPorts: ReadonlyMap<number, number> } | undefined
  /** Broker settings that win over ours. */
  readonly settings: Readonly<Record<string, string>>
}

/** The content of a node's server.properties. Message timestamp types are left to the topics. */
export function nodeProperties(node: NodeConfig, { nodes, security, settings }: ClusterConfig): string {
  const copies = String(Math.min(nodes.length, 3))
  const inSync = String(nodes.length >= 3 ? 2 : 1)
  const listeners = [
    `CLIENT://${clientAddress(node)}`,
    ...(security ? [`INTERNAL://${HOST}:${String(security.internalPorts.get(node.id))}`] : []),
  ]
  const properties: Record<string, string> = {
    'process.roles': 'broker,controller',
    'node.id': String(node.id),
    'controller.quorum.voters': nodes.map((one) => `${String(one.id)}@${HOST}:${String(one.controllerPort)}`).join(','),
    'controller.listener.names': 'CONTROLLER',
    listeners: [...listeners, `CONTROLLER://${HOST}:${String(node.controllerPort)}`].join(','),
    'advertised.listeners': listeners.join(','),
    ...(security ? secured(security.certificates) : plain),
    'log.dirs': dataFolder(node),
    'auto.create.topics.enable': 'false',
    'default.replication.factor': copies,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': '3',
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': inSync,
    'transaction.state.log.num.partitions': '3',
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': inSync,
    'group.initial.rebalance.delay.ms': '0',
    // A node that was killed is fenced, and may register again, after this long: the leaders that it had move sooner than after the default 9 s.
    'broker.session.timeout.ms': nodes.length === 1 ? '3000' : '6000',
    'broker.heartbeat.interval.ms': '1000',
    'log.cleaner.dedupe.buffer.size': '16777216',
    ...settings,
  }
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}
