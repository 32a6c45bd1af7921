import { join } from 'node:path'
import { rmSync } from 'node:fs'
import { readPeople } from '../gateway/identity/bundled/people.ts'
import { createTrialIssuer } from '../gateway/identity/bundled/trial-issuer.ts'
import { listen } from '../gateway/listen.ts'
import { createRender } from '../gateway/pages/render.ts'
import { systemClock } from '../infra/clock/clock.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { createLog } from '../infra/telemetry/logger.ts'
import { listenForEnd } from './asked-to-end.ts'
import { DEMO_FOLDER } from './service.ts'
import { listenForCommands, socketPath } from './socket.ts'

/** Where it keeps its key, and answers `token`, below the data folder. */
const FOLDER = 'trial-issuer'

/** Runs a trial issuer on this machine until it is asked to end. Resolves with the exit code. */
export async function trialIssuer(
  { data, logLevel, production }: Configuration,
  { port, gateway }: { readonly port: number; readonly gateway: string },
): Promise<number> {
  const end = listenForEnd()
  const folder = join(data, FOLDER)
  const listening = await listen('127.0.0.1', port)
  try {
    const { app, issuer, issueToken } = await createTrialIssuer({
      origin: listening.origin,
      gateway: new URL(gateway).origin,
      data: folder,
      people: readPeople(DEMO_FOLDER),
      render: createRender(),
      clock: systemClock,
      log: createLog(logLevel),
      production,
    })
    listening.serve(app)
    const commands = await listenForCommands(folder, { token: async ({ as }) => issueToken({ as: String(as) }) })
    process.stdout.write(`The trial issuer, with made-up people, is at ${issuer}\nFor the gateways: export OIDC_ISSUER=${issuer}\n`)
    await end.asked
    commands.close()
    rmSync(socketPath(folder), { force: true })
    return 0
  } finally {
    await listening.close()
    end.close()
  }
}
