import { rmSync } from 'node:fs'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { systemClock } from '../infra/clock/clock.ts'
import { crashPointFrom } from '../infra/faults/crash-point.ts'
import { createLog } from '../infra/telemetry/logger.ts'
import { loadDemo } from './demo/demo.ts'
import { openParts, type Parts } from './parts.ts'
import { DEMO_FOLDER, startService, type Service } from './service.ts'
import { listenForCommands, socketPath } from './socket.ts'
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
  }
}

async function untilAsked(service: Service): Promise<'asked' | 'failed'> {
  const asked = new Promise<'asked'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { resolve('asked') })
  })
  return Promise.race([asked, service.failed.catch(() => 'failed' as const)])
}

async function run(parts: Parts, configuration: Configuration, demo: boolean): Promise<number> {
  const { host, port, oidcIssuer, production, data } = configuration
  const service = await startService(parts, { host, port, oidcIssuer, production, people: DEMO_FOLDER })
  const commands = await listenForCommands(data, socketHandlers(service))
  try {
    if (demo) await loadDemo(service, (line) => { process.stdout.write(`${line}\n`) })
    else process.stdout.write(`Throughline is at ${service.origin}\n`)
    const end = await untilAsked(service)
    if (end === 'failed') parts.logger.error({ step: 'serve' }, 'A consumer has failed; the process ends.')
    return end === 'asked' ? 0 : 1
  } finally {
    commands.close()
    rmSync(socketPath(data), { force: true })
    await service.stop()
  }
}

/** Serves everything embedded until it is asked to stop (SIGINT, SIGTERM). Resolves with the exit code. */
export async function serve(configuration: Configuration, options: { readonly demo: boolean }): Promise<number> {
  const parts = await openParts({
    data: configuration.data, clock: systemClock, logger: createLog(configuration.logLevel), crashPoint: crashPointFrom(process.env),
  })
  try {
    return await run(parts, configuration, options.demo)
  } finally {
    await parts.close()
  }
}
