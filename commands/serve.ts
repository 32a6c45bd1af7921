import { rmSync } from 'node:fs'
import type { Server } from 'node:net'
import { DEFAULT_PUBLIC_LIMIT } from '../gateway/api/address-limit.ts'
import { authenticatePeople } from '../gateway/identity/identity.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { systemClock } from '../infra/clock/clock.ts'
import { crashPointFrom } from '../infra/faults/crash-point.ts'
import type { ProcessLock } from '../infra/lock/process-lock.ts'
import { createLog } from '../infra/telemetry/logger.ts'
import { agencyKeysHandler, keysHere } from './agency-keys.ts'
import { endInTime, listenForEnd, type AskedToEnd } from './asked-to-end.ts'
import { backupHandler } from './backup.ts'
import { startConsumers } from './consumers.ts'
import { holdDataFolder } from './data-folder.ts'
import { loadDemo } from './demo/demo.ts'
import { keysHandler } from './keys.ts'
import { openParts, type Parts } from './parts.ts'
import { DEMO_FOLDER, startService, type Service } from './service.ts'
import { listenForCommands, socketPath } from './socket.ts'
import { staffHandler } from './staff.ts'
import { explainHandler } from './policy-explain.ts'
import { policyHandler } from './policy-release.ts'
import { policyInForce } from './policy-test.ts'
import { numberingsHandler } from './registry/recorded.ts'
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
    numberings: numberingsHandler(parts),
    replay: async (range: Readonly<Record<string, unknown>>) => replayAndVerify(parts, range),
    verify: async () => verifyAll(parts),
    keys: keysHandler(parts),
    backup: backupHandler(parts),
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
const controlHandlers = (parts: Parts, configuration: Configuration) => ({
  'numberings': numberingsHandler(parts),
  'backup': backupHandler(parts),
  'staff': staffHandler(parts),
  'agencies': registerHandler(parts),
  'keys': keysHandler(parts),
  'policy-in-force': policyInForce(parts),
  'agency-keys': keysHere(parts, configuration),
  ...(configuration.oidcIssuer === undefined ? {} : { policy: policyHandler(parts, authenticatePeople(configuration.oidcIssuer, parts.clock)) }),
})

/** Runs consumers without a gateway. */
async function runConsumers(parts: Parts, configuration: Configuration, end: AskedToEnd): Promise<number> {
  const { roles } = configuration
  const consumers = await startConsumers(parts, roles)
  const commands = roles.includes('control') ? await listenForCommands(parts.data, controlHandlers(parts, configuration)) : undefined
  try {
    process.stdout.write(`Throughline runs: ${roles.join(', ')}\n`)
    return await codeAtEnd(consumers, parts, end)
  } finally {
    if (commands) stopListening(commands, parts)
    await consumers.stop()
  }
}

async function run(parts: Parts, configuration: Configuration, demo: boolean, end: AskedToEnd): Promise<number> {
  const { host, port, oidcIssuer, publicOrigin, production, data, roles, trustedProxies, publicPerSecond, publicBurst } = configuration
  const service = await startService(parts, {
    host, port, oidcIssuer, publicOrigin, production, people: DEMO_FOLDER, roles, trustedProxies,
    publicLimit: { perSecond: publicPerSecond ?? DEFAULT_PUBLIC_LIMIT.perSecond, burst: publicBurst ?? DEFAULT_PUBLIC_LIMIT.burst },
  })
  const commands = await listenForCommands(data, socketHandlers(service))
  try {
    if (demo) await Promise.race([loadDemo(service, (line) => { process.stdout.write(`${line}\n`) }), end.asked])
    else process.stdout.write(`Throughline is at ${service.origin}\n`)
    return await codeAtEnd(service, parts, end)
  } finally {
    stopListening(commands, parts)
    await service.stop()
  }
}

/**
 * Serves what THROUGHLINE_ROLES says until it is asked to stop (SIGINT, SIGTERM, SIGHUP) or a consumer fails. Resolves with the exit code. What cannot
 * end in time ends as it is (`endInTime`).
 */
export async function serve(configuration: Configuration, options: { readonly demo: boolean }): Promise<number> {
  const { data, masterKeyFile, erasuresFile, logLevel, roles, nationalRegister, limits, laterEntryMs, production } = configuration
  const logger = createLog(logLevel)
  const end = listenForEnd()
  endInTime(end, logger)
  let held: ProcessLock | undefined
  try {
    held = holdDataFolder(data, configuration)
    const parts = await openParts({ data, places: configuration, masterKeyFile, erasuresFile, nationalRegister, limits, laterEntryMs, production, clock: systemClock, logger, crashPoint: crashPointFrom(process.env) })
    try {
      return roles.includes('gateway') ? await run(parts, configuration, options.demo, end) : await runConsumers(parts, configuration, end)
    } finally {
      await parts.close()
    }
  } finally {
    held?.release()
    end.close()
  }
}
