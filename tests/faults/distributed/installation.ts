import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { registerAgencies } from '../../../commands/agencies.ts'
import { readFolder } from '../../../commands/demo/folder.ts'
import { openParts, type Parts } from '../../../commands/parts.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import type { Role } from '../../../infra/configuration/settings.ts'
import { systemClock } from '../../../infra/clock/clock.ts'
import { noCrash } from '../../../infra/faults/crash-point.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { freePorts } from '../../../scripts/servers/ports.ts'
import { openRunFolder } from '../../../scripts/servers/run-folder.ts'
import { startColumn, type Brokers, type FaultColumn } from './column.ts'
import { startMember, type GatewayAddress, type Member } from './member.ts'

/** Two of each: what an installation of the distributed column has, with the servers beneath it. */
export interface Installation {
  readonly column: FaultColumn
  readonly members: readonly Member[]
  /** Parts of the session's own, to look at the logs and the read store with. Nothing runs on them. */
  readonly parts: Parts
  readonly membersOf: (role: Role) => readonly Member[]
  /** Gateways that have started; a frozen one is among them. */
  readonly gateways: () => readonly GatewayAddress[]
  /** Starts one more process, supervised; its owner stops it. */
  readonly join: (name: string, roles: readonly Role[], beside?: boolean) => Member
  /** Resolves when every member runs. */
  allReady(): Promise<void>
  stop(): Promise<void>
}

const LOOK_MS = 50
const PATIENCE_MS = 120_000

async function untilReady(members: readonly Member[]): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!members.every((member) => member.isReady())) {
    const missing = members.filter((member) => !member.isReady()).map(({ name }) => name)
    if (performance.now() > end) throw new Error(`Not started within ${String(PATIENCE_MS / 1000)} s: ${missing.join(', ')}.`)
    await delay(LOOK_MS)
  }
}

/** Starts servers and members, with the demo's agencies registered. `logs`: a folder for the members' logs; default: a temporary one. */
export async function startInstallation(logs?: string, brokers?: Brokers): Promise<Installation> {
  const column = await startColumn(brokers)
  const { places } = column
  const run = openRunFolder('faults')
  const members: Member[] = []
  let parts: Parts | undefined
  const stop = async (): Promise<void> => {
    await Promise.all(members.map((member) => member.stop()))
    await parts?.close()
    await run.remove()
    await column.stop()
  }
  try {
    const masterKeyFile = join(run.path, 'master.key')
    const folder = logs ?? join(run.path, 'logs')
    mkdirSync(folder, { recursive: true })
    const env = {
      KAFKA_BROKERS: column.kafka.brokers.join(','),
      SCHEMA_REGISTRY_URL: places.registryUrl,
      DATABASE_URL: places.databaseUrl,
      THROUGHLINE_MASTER_KEY_FILE: masterKeyFile,
    }
    const launch = (name: string, roles: readonly Role[], beside = false, port = 0): Member =>
      startMember({ name, roles, beside, run, logs: folder, env: { ...env, PORT: String(port) } })
    // First alone: it makes the topics, the tables and the master key.
    const data = join(run.path, 'session')
    parts = await openParts({ data, places, masterKeyFile, clock: systemClock, logger: createLog('silent'), crashPoint: noCrash })
    members.push(launch('timeline-1', ['control', 'timeline']))
    await untilReady(members)
    await registerAgencies(parts, readFolder(DEMO_FOLDER).agencies)
    const ports = await freePorts(2)
    members.push(launch('timeline-2', ['control', 'timeline']), launch('intake-1', ['intake']), launch('intake-2', ['intake']))
    members.push(...ports.map((port, index) => launch(`gateway-${String(index + 1)}`, ['gateway'], false, port)))
    await untilReady(members)
    return {
      column,
      members,
      parts,
      stop,
      membersOf: (role) => members.filter(({ roles }) => roles.includes(role)),
      gateways: () => members.flatMap((member) => member.address() ?? []),
      join: (name, roles, beside) => launch(name, roles, beside),
      allReady: () => untilReady(members),
    }
  } catch (error) {
    await stop()
    throw error
  }
}
