import { flushCompileCache } from 'node:module'
import { endInTime, listenForEnd } from '../../../commands/asked-to-end.ts'
import { startConsumers } from '../../../commands/consumers.ts'
import { openParts } from '../../../commands/parts.ts'
import { DEMO_FOLDER, startService } from '../../../commands/service.ts'
import { listenForCommands } from '../../../commands/socket.ts'
import { startIntake } from '../../../consumers/intake/start.ts'
import { readConfiguration } from '../../../infra/configuration/configuration.ts'
import { systemClock } from '../../../infra/clock/clock.ts'
import { crashPointFrom, noCrash } from '../../../infra/faults/crash-point.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { AGENCIES } from '../events.ts'
import { READER } from './reader.ts'

/**
 * One process of an installation, as `serve` runs it by its environment, but: a crash point can be armed while it runs, its tokens hold for a day,
 * and nobody's rate is limited. With the argument `beside` it is an intake that does not wait for its turn.
 */
const DAY_SECONDS = 86_400
const NO_LIMIT = { perSecond: 1e9, burst: 1e9 }
const NO_LIMITS = { eventsPerSecond: 1e9, eventsBurst: 1e9, subjectEventsPerHour: 1e9, lookupsPerDay: 10 }
const isBeside = process.argv[2] === 'beside'
const configuration = readConfiguration(process.env)
const { data, masterKeyFile, logLevel, roles, port } = configuration
const logger = createLog(logLevel)
const end = listenForEnd()
endInTime(end, logger)
let crashPoint = noCrash

const parts = await openParts({
  limits: NO_LIMITS,
  data,
  masterKeyFile,
  places: configuration,
  clock: systemClock,
  logger,
  crashPoint: (name) => {
    crashPoint(name)
  },
})

async function start() {
  if (isBeside) {
    const intake = await startIntake(parts)
    return { stop: () => intake.stop(), failed: intake.done, origin: undefined, tokens: {} }
  }
  if (!roles.includes('gateway')) return { ...(await startConsumers(parts, roles)), origin: undefined, tokens: {} }
  const service = await startService(parts, {
    host: '127.0.0.1',
    port,
    oidcIssuer: undefined,
    production: false,
    people: DEMO_FOLDER,
    rateLimit: NO_LIMIT,
    publicLimit: NO_LIMIT,
    roles,
  })
  const tokenOf = async (as: string) => [as, await service.identity.issueToken?.({ as, ttl: DAY_SECONDS })] as const
  const tokens = await Promise.all([...AGENCIES, READER].map(tokenOf))
  return { stop: () => service.stop(), failed: service.failed, origin: service.origin, tokens: Object.fromEntries(tokens) }
}
const running = await start()
running.failed.then(
  () => undefined,
  (error: unknown) => {
    process.stderr.write(`A consumer has failed. ${error instanceof Error ? String(error.stack) : ''}\n`)
    process.exit(1)
  },
)
end.serves()
void end.asked.then(() => {
  running
    .stop()
    .then(() => parts.close())
    .then(
      () => process.exit(0),
      () => process.exit(1),
    )
})
await listenForCommands(data, {
  ready: async () => ({ origin: running.origin, tokens: running.tokens }),
  arm: async ({ at }) => {
    crashPoint = crashPointFrom({ THROUGHLINE_CRASH_AT: String(at) })
  },
})

// Killed with -9, it would never keep what Node has compiled.
flushCompileCache()
