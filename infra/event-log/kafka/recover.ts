import type Cluster from 'kafkajs/src/cluster/index.js'

const namedAddress = (error: unknown): { readonly host: string; readonly port: number } | undefined => {
  for (let next: unknown = error, depth = 0; next instanceof Error && depth < 8; next = next.cause, depth++) {
    if (!('broker' in next) || typeof next.broker !== 'string') continue
    const [host = '', port = ''] = next.broker.split(/:(?=\d+$)/)
    return { host, port: Number(port) }
  }
  return undefined
}

/**
 * After a failed request: lets go of the broker that did not answer, so that it is connected to anew (kafkajs would go on asking a frozen one), and
 * learns who leads what. Never rejects: the next try shows whether it helped.
 */
export async function recover(cluster: Cluster, error: unknown): Promise<void> {
  const address = namedAddress(error)
  try {
    if (address !== undefined) {
      const gone = Object.values(cluster.brokerPool.brokers).find(({ connectionPool: { host, port } }) => host === address.host && port === address.port)
      cluster.removeBroker(address)
      void gone?.disconnect().catch(() => undefined)
    }
    if (!cluster.isConnected()) await cluster.connect()
    await cluster.refreshMetadata()
  } catch {
    // Tried again by the caller.
  }
}
