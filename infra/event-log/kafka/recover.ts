import type Cluster from 'kafkajs/src/cluster/index.js'

/** An error and its causes. */
function* chain(error: unknown): Generator<Error> {
  for (let next: unknown = error, depth = 0; next instanceof Error && depth < 8; next = next.cause, depth++) yield next
}

function namedAddress(error: unknown): { readonly host: string; readonly port: number } | undefined {
  for (const one of chain(error)) {
    if (!('broker' in one) || typeof one.broker !== 'string') continue
    const [host = '', port = ''] = one.broker.split(/:(?=\d+$)/)
    return { host, port: Number(port) }
  }
  return undefined
}

const SILENCE = ['KafkaJSRequestTimeoutError', 'KafkaJSLockTimeout', 'KafkaJSConnectionError', 'OutOfTimeError', 'TypeError']
/** Nobody answered; or kafkajs takes for connected a broker that never said what it can do. */
export const isSilence = (error: unknown): boolean =>
  [...chain(error)].some(({ name, message }) => SILENCE.includes(name) || message === 'Broker not connected')

/** Lets go of every connection. One whose broker froze while it was made counts as connected in kafkajs, and never works again. */
function letGo({ brokerPool }: Cluster): void {
  const gone = new Set([...Object.values(brokerPool.brokers), brokerPool.seedBroker])
  Object.assign(brokerPool, { brokers: {}, seedBroker: undefined, metadata: null, metadataExpireAt: null, versions: null })
  for (const broker of gone) void broker?.disconnect().catch(() => undefined)
}

const LET_GO_AGAIN_MS = 2_000
const letGoAt = new WeakMap<Cluster, number>()
const running = new WeakMap<Cluster, Promise<void>>()

async function connect(cluster: Cluster): Promise<void> {
  if (!cluster.isConnected()) await cluster.connect()
  await cluster.refreshMetadata()
}

/**
 * After a failed request: lets go of the broker that did not answer, so that it is connected to anew (kafkajs would go on asking a frozen one), and
 * learns who leads what. Where it was the only one, or nobody knows which, it lets go of all. Never rejects: the next try shows whether it helped.
 */
export async function recover(cluster: Cluster, error: unknown): Promise<void> {
  const address = namedAddress(error)
  const { brokerPool } = cluster
  const known = Object.values(brokerPool.brokers)
  const gone = address && known.find(({ connectionPool: { host, port } }) => host === address.host && port === address.port)
  if (address !== undefined && known.some((broker) => broker !== gone)) {
    // Unless whoever else failed by it has done so.
    if (gone !== undefined) {
      cluster.removeBroker(address)
      void gone.disconnect().catch(() => undefined)
    }
  } else if (isSilence(error) && performance.now() - (letGoAt.get(cluster) ?? -Infinity) > LET_GO_AGAIN_MS) {
    letGoAt.set(cluster, performance.now())
    letGo(cluster)
  }
  const connecting =
    running.get(cluster) ??
    connect(cluster)
      .catch(() => undefined)
      .finally(() => {
        running.delete(cluster)
      })
  running.set(cluster, connecting)
  await connecting
}
