import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { KAFKA_VERSION, kafkaJars } from './cache.ts'
import { ServerFailure } from './failure.ts'
import { requireJava } from './java.ts'
import { freePorts } from './ports.ts'
import { openRunFolder, type RunFolder, type ServerProcess } from './run-folder.ts'
import { makeCertificates } from './kafka/certificates.ts'
import { clientAddress, configFile, dataFolder, logFile, nodeProperties, type ClusterConfig, type NodeConfig } from './kafka/config.ts'
import { awaitNodes, type ClientConfig } from './kafka/readiness.ts'
import { scramArgument } from './kafka/scram.ts'
import { formatStorage } from './kafka/storage.ts'

export interface KafkaNode {
  readonly id: number
  /** The folder of its logs, to be copied, or put back while it is down. */
  readonly data: string
  /** The process id, or undefined while it is down. */
  pid(): number | undefined
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGSTOP: it keeps its connections and answers nothing. */
  freeze(): void
  thaw(): void
  /**
   * Starts it again on the same data and port; resolves when the cluster counts it in. Does nothing while it runs.
   * Of three nodes two must be up for that: when more were killed, start them at once and await them together.
   */
  start(): Promise<void>
}

export interface KafkaServer {
  /** `host:port` for clients. */
  readonly brokers: readonly string[]
  readonly version: string
  /** Present when the cluster was started with users: TLS, SCRAM-SHA-512, and an administrator who may do everything. */
  readonly secure?: {
    readonly brokers: readonly string[]
    /** The certificate authority, PEM. */
    readonly ca: string
    readonly admin: { readonly username: string; readonly password: string }
  }
  readonly nodes: readonly KafkaNode[]
  /** Ends every node and, unless `folder` was given, removes their data. */
  stop(): Promise<void>
}

export interface KafkaOptions {
  readonly nodes?: 1 | 3
  /** Password by user name: every client then signs in by SCRAM-SHA-512 over TLS, and may do what ACLs allow. */
  readonly users?: Readonly<Record<string, string>>
  /** Each node's heap, as Java's -Xmx takes it. */
  readonly maxHeap?: string
  /** Broker settings that win over ours. */
  readonly settings?: Readonly<Record<string, string>>
  /** Where its data is kept, for data that outlives this run; with one node and no users. Default: a temporary folder. */
  readonly folder?: string
}

const PATIENCE = 60_000
const log4j = fileURLToPath(new URL('kafka/log4j2.properties', import.meta.url))

async function layOut(folder: string, count: number, { users, settings = {} }: KafkaOptions): Promise<ClusterConfig> {
  const ports = await freePorts(count * 3)
  const nodes = Array.from({ length: count }, (_, index): NodeConfig => ({
    id: index + 1,
    folder: join(folder, `node-${String(index + 1)}`),
    clientPort: ports[index] ?? 0,
    controllerPort: ports[count + index] ?? 0,
  }))
  for (const node of nodes) mkdirSync(node.folder, { recursive: true })
  const internalPorts = new Map(nodes.map((node, index) => [node.id, ports[2 * count + index] ?? 0]))
  const security = users ? { certificates: await makeCertificates(folder), internalPorts } : undefined
  return { nodes, security, settings }
}

const lastWords = (nodes: readonly NodeConfig[]): string =>
  nodes
    .map(logFile)
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n').slice(-10))
    .join('\n')

/**
 * Starts Apache Kafka on 127.0.0.1 on free ports and fresh data: plaintext and open to all, or with `users` secured.
 * Rejects with a ServerFailure that says what is missing, or what the nodes said, when it is not ready within a minute.
 */
export async function startKafka(options: KafkaOptions = {}): Promise<KafkaServer> {
  const { nodes: count = 1, users, maxHeap = '384m', folder } = options
  const jars = await kafkaJars()
  const java = await requireJava(17)
  const run = openRunFolder('kafka')
  let cluster: ClusterConfig | undefined
  try {
    cluster = await layOut(folder ?? run.path, count, options)
    for (const node of cluster.nodes) writeFileSync(configFile(node), nodeProperties(node, cluster))
    const admin = { username: 'admin', password: users?.admin ?? randomBytes(18).toString('base64url') }
    const scram = users
      ? Object.entries({ ...users, [admin.username]: admin.password }).map(([user, password]) => scramArgument(user, password))
      : []
    const command = [
      java.command,
      `-Xmx${maxHeap}`,
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      `-Dlog4j2.configurationFile=${log4j}`,
      '-cp',
      join(jars, '*'),
    ]
    // With - in front Kafka's tool takes it for an option.
    const clusterId = randomBytes(16).toString('base64url').replace(/^-/, 'A')
    const fresh = cluster.nodes.filter((node) => !existsSync(join(dataFolder(node), 'meta.properties')))
    await Promise.all(fresh.map((node) => formatStorage(command, clusterId, node, scram)))
    const brokers = cluster.nodes.map(clientAddress)
    const ca = cluster.security?.certificates.ca
    const client: ClientConfig =
      ca === undefined ? { brokers } : { brokers, ssl: { ca: [ca] }, sasl: { mechanism: 'scram-sha-512', ...admin } }
    const nodes = cluster.nodes.map((node) => controlNode(run, command, node, client))
    const processes = await Promise.all(nodes.map((node) => node.launch()))
    await awaitNodes(
      client,
      nodes.map((node) => node.id),
      processes,
      PATIENCE,
    )
    return {
      brokers,
      version: KAFKA_VERSION,
      nodes,
      stop: async () => {
        if (folder !== undefined) await endGently(processes)
        await run.remove()
      },
      ...(ca === undefined ? {} : { secure: { brokers, ca, admin } }),
    }
  } catch (error) {
    const said = lastWords(cluster?.nodes ?? [])
    await run.remove()
    if (error instanceof ServerFailure && error.code !== 'download_failed') throw error
    throw new ServerFailure('start_failed', `Kafka ${KAFKA_VERSION} did not start. Its last words:\n${said}`, { cause: error })
  }
}

/** Asks nodes to end, so that the next start has no logs to recover; not for long. */
async function endGently(processes: readonly ServerProcess[]): Promise<void> {
  const running = processes.filter((one) => one.running())
  for (const one of running) one.signal('SIGTERM')
  await Promise.race([Promise.all(running.map(({ ended }) => ended)), sleep(PATIENCE, undefined, { ref: false })])
}

function controlNode(
  run: RunFolder,
  java: readonly string[],
  node: NodeConfig,
  client: ClientConfig,
): KafkaNode & { launch(): Promise<ServerProcess> } {
  let current: ServerProcess | undefined
  const launch = async (): Promise<ServerProcess> => {
    const [command = 'java', ...args] = java
    current = await run.start({ command, args: [...args, 'kafka.Kafka', configFile(node)], logFile: logFile(node) })
    return current
  }
  return {
    id: node.id,
    data: dataFolder(node),
    pid: () => (current?.running() ? current.pid : undefined),
    kill: async () => {
      await current?.kill()
    },
    freeze: () => {
      current?.signal('SIGSTOP')
    },
    thaw: () => {
      current?.signal('SIGCONT')
    },
    launch,
    start: async () => {
      if (current?.running()) return
      const started = await launch()
      await awaitNodes({ ...client, brokers: [clientAddress(node)] }, [node.id], [started], PATIENCE)
    },
  }
}
