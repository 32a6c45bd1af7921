import { existsSync, rmSync, statSync } from 'node:fs'
import type { Server } from 'node:net'
import { refuseOutsideDemonstration } from '../gateway/identity/bundled/provider.ts'
import { authenticatePeople } from '../gateway/identity/identity.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { systemClock } from '../infra/clock/clock.ts'
import { crashPointFrom } from '../infra/faults/crash-point.ts'
import type { ProcessLock } from '../infra/lock/process-lock.ts'
import { giveBackAtRest } from '../infra/memory/give-back.ts'
import { createLog, type Log } from '../infra/telemetry/logger.ts'
import { openTracing } from '../infra/tracing/open.ts'
import type { Tracing } from '../infra/tracing/port.ts'
import { createTelemetry } from '../infra/telemetry/telemetry.ts'
import { VERSION } from '../infra/telemetry/version.ts'
import { alertsHandler } from './alerts.ts'
import { agencyKeysHandler, keysHere } from './agency-keys.ts'
import { exportHandler } from './evidence/export.ts'
import { proofFileOf } from './evidence/proof.ts'
import { endAnyway, endInTime, listenForEnd, type AskedToEnd } from './asked-to-end.ts'
import { backupHandler } from './backup.ts'
import { startConsumers } from './consumers.ts'
import { countFindings } from './count-findings.ts'
import { counterfactualHandler } from './counterfactual.ts'
import { holdDataFolder } from './data-folder.ts'
import { loadDemo } from './demo/demo.ts'
import { eraseHandler } from './erase/handler.ts'
import { sayWhy } from './fatal.ts'
import { keysHandler } from './keys.ts'
import { startOperations, type Operations } from './operations/operations.ts'
import { handlersOnRecord, recordCommand } from './on-record.ts'
import { openParts, type Parts } from './parts.ts'
import { DEMO_FOLDER, startService, type Service } from './service.ts'
import { listenForCommands, socketPath } from './socket.ts'
import { staffHandler } from './staff.ts'
import { explainHandler } from './policy-explain.ts'
import { retentionHandler } from './retention/handler.ts'
import { subjectAccessHandler } from './subject-access/handler.ts'
import { policyHandler } from './policy-release.ts'
import { policyInForce } from './policy-test.ts'
import { numberingsHandler } from './registry/recorded.ts'
import { registerHandler } from './register-agencies.ts'
import { replayHandlers } from './replay-handlers.ts'
import { verifyAll } from './verify.ts'

/** What a running service answers over its socket. */
function socketHandlers(service: Service, operations: Operations) {
  const { parts, identity, origin } = service
  return {
    token: async ({ as }: Readonly<Record<string, unknown>>) => {
      if (!identity.issueToken) throw new Error('The bundled sign-in is not in use: get tokens from the OpenID Connect issuer.')
      return identity.issueToken({ as: String(as) })
    },
    origin: async () => origin,
    numberings: numberingsHandler(parts),
    keys: keysHandler(parts),
    backup: backupHandler(parts),
    status: operations.status,
    counterfactual: counterfactualHandler(parts),
    ...replayHandlers(parts),
    alerts: alertsHandler(parts),
    verify: async () => countFindings(parts, await verifyAll(parts)),
    staff: staffHandler(parts),
    agencies: registerHandler(parts),
    policy: policyHandler(parts, identity.authenticate),
    erase: eraseHandler(service),
    retention: retentionHandler(service),
    'subject-access': subjectAccessHandler(service),
    'policy-in-force': policyInForce(parts),
    'policy-explain': explainHandler(parts),
    'audit-export': exportHandler(service),
    'audit-proof': ({ record }: Readonly<Record<string, unknown>>) => proofFileOf(parts, String(record)),
    'agency-keys': agencyKeysHandler(parts, identity.agencyKeys, origin),
  }
}

/** Resolves when it is asked to stop; rejects when a consumer has failed. */
async function asked({ failed }: { readonly failed: Promise<never> }, end: AskedToEnd, say: Say): Promise<number> {
  end.serves()
  const rest = giveBackAtRest()
  await Promise.race([end.asked, failed])
    .catch((error: unknown) => {
      // Before anything is closed: that may wait for what has failed.
      say(error)
      throw error
    })
    .finally(() => {
      rest.close()
    })
  return 0
}

function stopListening(commands: Server, { data }: Parts): void {
  commands.close()
  rmSync(socketPath(data), { force: true })
}

/** What a process answers that has the role control and no gateway. */
const controlHandlers = (parts: Parts, configuration: Configuration) => ({
  numberings: numberingsHandler(parts),
  backup: backupHandler(parts),
  staff: staffHandler(parts),
  agencies: registerHandler(parts),
  keys: keysHandler(parts),
  'policy-in-force': policyInForce(parts),
  'agency-keys': keysHere(parts, configuration),
  ...(configuration.oidcIssuer === undefined
    ? {}
    : { policy: policyHandler(parts, authenticatePeople(configuration.oidcIssuer, parts.clock)) }),
})

/** Runs consumers without a gateway. */
async function runConsumers(
  parts: Parts,
  configuration: Configuration,
  end: AskedToEnd,
  operations: Operations,
  say: Say,
): Promise<number> {
  const { roles } = configuration
  const consumers = await startConsumers(parts, roles)
  const commands = await listenForCommands(parts.data, {
    ...(roles.includes('control') ? handlersOnRecord(parts, controlHandlers(parts, configuration)) : {}),
    status: operations.status,
  })
  try {
    operations.serving()
    process.stdout.write(`Throughline runs: ${roles.join(', ')}\n${operationsLine(operations)}`)
    return await asked(consumers, end, say)
  } finally {
    operations.ending()
    stopListening(commands, parts)
    await consumers.stop()
  }
}

const operationsLine = ({ origin }: Operations): string => `Health and metrics: ${origin}/readyz, ${origin}/metrics\n`

/** Puts the start of a gateway on record: whoever counts them sees that one was stopped. Where it cannot be, the gateway ends again. */
async function recordStart(parts: Parts, service: Service, roles: readonly string[]): Promise<void> {
  try {
    await recordCommand(parts, { action: 'service-started', page: { version: VERSION, roles: roles.join(',') } })
  } catch (error) {
    await service.stop()
    throw error
  }
}

async function run(
  parts: Parts,
  configuration: Configuration,
  demo: boolean,
  end: AskedToEnd,
  operations: Operations,
  say: Say,
): Promise<number> {
  const { host, port, oidcIssuer, publicOrigin, production, data, roles, trustedProxies, publicLimit } = configuration
  const service = await startService(parts, {
    host,
    port,
    oidcIssuer,
    publicOrigin,
    production,
    people: DEMO_FOLDER,
    roles,
    trustedProxies,
    isReady: operations.isReady,
    publicLimit,
  })
  await recordStart(parts, service, roles)
  operations.serving({ readControl: () => service.reads.readControl, agencyKeys: service.identity.agencyKeys })
  const commands = await listenForCommands(data, handlersOnRecord(parts, socketHandlers(service, operations)))
  try {
    process.stdout.write(operationsLine(operations))
    if (demo)
      await Promise.race([
        loadDemo(service, (line) => {
          process.stdout.write(`${line}\n`)
        }),
        end.asked,
      ])
    else process.stdout.write(`Throughline is at ${service.origin}\n`)
    return await asked(service, end, say)
  } finally {
    operations.ending()
    stopListening(commands, parts)
    await service.stop()
  }
}

/** Says, once, why this process ends. */
type Say = (error: unknown) => void

/** Bits of a file's mode by which its group may read or change it. */
const GROUP = 0o060

/** Says what is probably not as it was meant, and stops nothing. */
function warn({ warnings, masterKeyFile }: Configuration, logger: Log): void {
  for (const warning of warnings) logger.warn({ step: 'configuration' }, warning)
  if (existsSync(masterKeyFile) && (statSync(masterKeyFile).mode & GROUP) !== 0) {
    logger.warn(
      { step: 'configuration', path: masterKeyFile },
      'The group of the master key file can read or change it: let nobody be in it but who runs this.',
    )
  }
}

/**
 * Serves what THROUGHLINE_ROLES says until it is asked to stop (SIGINT, SIGTERM, SIGHUP): resolves with 0. Rejects when it cannot start, or a consumer fails; a line
 * of the log has said why by then. What cannot end in time ends as a crash does, by which nothing acknowledged is lost (docs/faults.md): a start that waits for something
 * with 0, an end that does, or a failure, with 1.
 */
export async function serve(configuration: Configuration, options: { readonly demo: boolean }): Promise<number> {
  const {
    data,
    masterKeyFile,
    erasuresFile,
    logLevel,
    logOrigin,
    witnessPolicyFile,
    roles,
    nationalRegister,
    limits,
    laterEntryMs,
    metrics,
    production,
  } = configuration
  const logger = createLog(logLevel)
  const end = listenForEnd()
  endInTime(end, logger)
  let said = false
  const say: Say = (error) => {
    if (said) return
    said = true
    sayWhy(logger, error, { roles, step: end.hasServed() ? 'serve' : 'start' })
    endAnyway(logger, () => 1)
  }
  // Node's own words would hold the error's message, and with it what somebody sent.
  process.on('uncaughtException', (error) => {
    say(error)
    process.exit(1)
  })
  const telemetry = createTelemetry({ clock: systemClock, roles })
  let operations: Operations | undefined
  let held: ProcessLock | undefined
  let tracing: Tracing | undefined
  try {
    warn(configuration, logger)
    if (roles.includes('gateway') && configuration.oidcIssuer === undefined) refuseOutsideDemonstration(configuration)
    held = holdDataFolder(data, configuration)
    operations = await startOperations({ telemetry, clock: systemClock, roles, ...metrics })
    tracing = await openTracing({ endpoint: configuration.tracesTo, roles })
    const parts = await openParts({
      tracing,
      data,
      places: configuration,
      masterKeyFile,
      erasuresFile,
      logOrigin,
      witnessPolicyFile,
      nationalRegister,
      limits,
      laterEntryMs,
      production,
      telemetry,
      clock: systemClock,
      logger,
      crashPoint: crashPointFrom(process.env),
    })
    operations.watch(parts)
    try {
      return roles.includes('gateway')
        ? await run(parts, configuration, options.demo, end, operations, say)
        : await runConsumers(parts, configuration, end, operations, say)
    } finally {
      await operations.close()
      await parts.close()
    }
  } catch (error) {
    say(error)
    throw error
  } finally {
    await operations?.close()
    await tracing?.close()
    held?.release()
    end.close()
  }
}
