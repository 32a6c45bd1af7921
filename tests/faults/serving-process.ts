import { flushCompileCache } from 'node:module'
import { registerAgencies } from '../../commands/agencies.ts'
import { readFolder, type CloudEventJson } from '../../commands/demo/folder.ts'
import { linkReaders } from '../../commands/links.ts'
import { openParts } from '../../commands/parts.ts'
import { DEMO_FOLDER, startService } from '../../commands/service.ts'
import { listenForCommands } from '../../commands/socket.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { crashPointFrom } from '../../infra/faults/crash-point.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { EMPTY_DATABASE } from '../fixtures/read-store.ts'
import { collectEvidence } from './evidence.ts'

/** Serves a data folder on a free port, as `serve` does, until it is killed or whoever started it is gone. Prints its address when it is ready. */
const [data = ''] = process.argv.slice(2)
process.stdin
  .on('close', () => {
    process.exit(0)
  })
  .resume()

const NO_LIMIT = { perSecond: 1e9, burst: 1e9 }
const NO_LIMITS = { eventsPerSecond: 1e9, eventsBurst: 1e9, subjectEventsPerHour: 1e9, lookupsPerDay: 10 }
const { agencies, readers } = readFolder(DEMO_FOLDER)
const parts = await openParts({
  data,
  clock: systemClock,
  logger: createLog('silent'),
  crashPoint: crashPointFrom(process.env),
  emptyDatabase: EMPTY_DATABASE,
  limits: NO_LIMITS,
})
const service = await startService(parts, {
  host: '127.0.0.1',
  port: 0,
  oidcIssuer: undefined,
  production: false,
  people: DEMO_FOLDER,
  rateLimit: NO_LIMIT,
  publicLimit: NO_LIMIT,
})
service.failed.catch((error: unknown) => {
  console.error('A consumer has failed.', error)
  process.exit(1)
})
await registerAgencies(parts, agencies)
await listenForCommands(data, {
  token: async ({ as }) => service.identity.issueToken?.({ as: String(as) }),
  /** Gives the case of an event to the readers of the demo's first case. */
  link: async ({ event }) => linkReaders(parts, [{ name: 'KESTREL', events: [event as CloudEventJson] }], readers),
  evidence: async () => collectEvidence(parts),
})
// Killed with -9, it would never keep what Node has compiled.
flushCompileCache()
process.stdout.write(`${service.origin}\n`)
