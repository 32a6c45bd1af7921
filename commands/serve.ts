import { rmSync } from 'node:fs'
import type { Server } from 'node:net'
import { DEFAULT_PUBLIC_LIMIT } from '../gateway/api/address-limit.ts'
import { authenticatePeople } from '../gateway/identity/identity.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { systemClock } from '../infra/clock/clock.ts'
import { crashPointFrom } from '../infra/faults/crash-point.ts'
import { createLog } from '../infra/telemetry/logger.ts'
import { createTelemetry } from '../infra/telemetry/telemetry.ts'
import { agencyKeysHandler } from './agency-keys.ts'
import { listenForEnd, type AskedToEnd } from './asked-to-end.ts'
import { startConsumers } from './consumers.ts'
import { loadDemo } from './demo/demo.ts'
import { startOperations, type Operations } from './operations/operations.ts'
import { openParts, type Parts } from './parts.ts'
import { DEMO_FOLDER, startService, type Service } from './service.ts'
import { listenForCommands, socketPath } from './socket.ts'
import { staffHandler } from './staff.ts'
import { explainHandler } from './policy-explain.ts'
import { policyHandler } from './policy-release.ts'
import { policyInForce } from './policy-test.ts'
import { registerHandler } from './register-agencies.ts'
import { replayAndVerify, verifyAll } from './verify.ts'

/** What a running service answers over its socket. */
function socketHandlers(service: Service) {
  const { parts, identity, origin } = service
  return {
    token: async ({ as }: Readonly<Record<string, unknown>>) => {
      if (!identity.issueToken) throw new Error('The bundled sign-in is not in use: get tokens from the OpenID Connect issuer.')
      return identity.issueToken({ as: String(as) })
    },
    origin: async () => origin,
    replay: async (range: Readonly<Record<string, unknown>>) => replayAndVerify(parts, range),
    verify: async () => verifyAll(parts),
    staff: staffHandler(parts),
    agencies: registerHandler(parts),
    'policy': policyHandler(parts, identity.authenticate),
    'policy-in-force': policyInForce(parts),
    'policy-explain': explainHandler(parts),
    'agency-keys': agencyKeysHandler(parts, identity.agencyKeys, origin),
  }
}

/** Exit code, once it is asked to stop or a consumer has failed. */
async function codeAtEnd({ failed }: { readonly failed: Promise<never> }, { logger }: Parts, { asked, serves }: AskedToEnd): Promise<number> {
  serves()
  const end = await Promise.race([asked.then(() => 'asked' as const), failed.catch(() => 'failed' as const)])
  if (end === 'failed') logger.error({ step: 'serve' }, 'A consumer has failed; the process ends.')
  return end === 'asked' ? 0 : 1
}

function stopListening(commands: Server, { data }: Parts): void {
  commands.close()
  rmSync(socketPath(data), { force: true })
}

/** What a process answers that has the role control and no gateway. */
const controlHandlers = (parts: Parts, oidcIssuer: string | undefined) => ({
  'staff': staffHandler(parts),
  'agencies': registerHandler(parts),
  'policy-in-force': policyInForce(parts),
  ...(oidcIssuer === undefined ? {} : { policy: policyHandler(parts, authenticatePeople(oidcIssuer, parts.clock)) }),
})

/** Runs consumers without a gateway. */
async function runConsumers(parts: Parts, { roles, oidcIssuer }: Configuration, end: AskedToEnd, operations: Operations): Promise<number> {
  const consumers = await startConsumers(parts, roles)
  const commands = roles.includes('control') ? await listenForCommands(parts.data, controlHandlers(parts, oidcIssuer)) : undefined
  try {
    operations.serving()
    process.stdout.write(`Throughline runs: ${roles.join(', ')}\n${operationsLine(operations)}`)
    return await codeAtEnd(consumers, parts, end)
  } finally {
    if (commands) stopListening(commands, parts)
    await consumers.stop()
  }
}

const operationsLine = ({ origin }: Operations): string => `Health and metrics: ${origin}/readyz, ${origin}/metrics\n`

async function run(parts: Parts, configuration: Configuration, demo: boolean, end: AskedToEnd, operations: Operations): Promise<number> {
  const { host, port, oidcIssuer, publicOrigin, production, data, roles, trustedProxies, publicPerSecond, publicBurst } = configuration
  const service = await startService(parts, {
    host, port, oidcIssuer, publicOrigin, production, people: DEMO_FOLDER, roles, trustedProxies, isReady: operations.isReady,
    publicLimit: { perSecond: publicPerSecond ?? DEFAULT_PUBLIC_LIMIT.perSecond, burst: publicBurst ?? DEFAULT_PUBLIC_LIMIT.burst },
  })
  operations.serving({ readControl: () => service.reads.readControl, agencyKeys: service.identity.agencyKeys })
  const commands = await listenForCommands(data, socketHandlers(service))
  try {
    process.stdout.write(operationsLine(operations))
    if (demo) await Promise.race([loadDemo(service, (line) => { process.stdout.write(`${line}\n`) }), end.asked])
    else process.stdout.write(`Throughline is at ${service.origin}\n`)
    return await codeAtEnd(service, parts, end)
  } finally {
    stopListening(commands, parts)
    await service.stop()
  }
}

/** Once asked, the process ends within this time: sooner than whoever asked kills it (containers: ten seconds). */
const END_MS = 9_000

/**
 * Serves what THROUGHLINE_ROLES says until it is asked to stop (SIGINT, SIGTERM, SIGHUP) or a consumer fails. Resolves with the exit code. What cannot end in
 * time ends as a crash does, by which nothing acknowledged is lost (docs/faults.md): a start that waits for something with 0, an end that does with 1.
 */
export async function serve(configuration: Configuration, options: { readonly demo: boolean }): Promise<number> {
  const { data, masterKeyFile, logLevel, roles, nationalRegister, limits, laterEntryMs, metrics } = configuration
  const logger = createLog(logLevel)
  const end = listenForEnd()
  void end.asked.then(() => {
    setTimeout(() => {
      logger.error({ step: 'serve' }, 'The process did not end in time; it ends as it is.')
      process.exit(end.hasServed() ? 1 : 0)
    }, END_MS).unref()
  })
  const telemetry = createTelemetry({ clock: systemClock, roles })
  let operations: Operations | undefined
  try {
    operations = await startOperations({ telemetry, clock: systemClock, roles, ...metrics })
    const parts = await openParts({ data, places: configuration, masterKeyFile, nationalRegister, limits, laterEntryMs, telemetry, clock: systemClock, logger, crashPoint: crashPointFrom(process.env) })
    operations.watch(parts)
    try {
      return roles.includes('gateway') ? await run(parts, configuration, options.demo, end, operations) : await runConsumers(parts, configuration, end, operations)
    } finally {
      await operations.close()
      await parts.close()
    }
  } finally {
    await operations?.close()
    end.close()
  }
}
