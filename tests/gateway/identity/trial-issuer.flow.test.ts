import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sendCommand } from '../../../commands/socket.ts'
import { createTrialIssuer } from '../../../gateway/identity/bundled/trial-issuer.ts'
import { readPeople } from '../../../gateway/identity/bundled/people.ts'
import { createRender } from '../../../gateway/pages/render.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import { systemClock } from '../../../infra/clock/clock.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { freePorts } from '../../../scripts/servers/ports.ts'
import { createVisitor, hiddenField } from '../../fixtures/browser-like.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const PERSON = 'norshire-coordinator'

describe('trial-issuer, in a process of its own', () => {
  const folder = temporaryFolder()
  let issuer: ChildProcess
  let address: string
  let gateway: TestGateway
  beforeAll(async () => {
    const [port = 0, gatewayPort = 0] = await freePorts(2)
    address = `http://127.0.0.1:${String(port)}`
    issuer = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        'throughline.ts',
        'trial-issuer',
        '--port',
        String(port),
        '--gateway',
        `http://127.0.0.1:${String(gatewayPort)}`,
      ],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, NODE_OPTIONS: '', THROUGHLINE_DATA: folder.path },
      },
    )
    await once(createInterface({ input: issuer.stdout ?? process.stdin }), 'line')
    gateway = await startTestGateway({ oidcIssuer: `${address}/oidc`, clock: systemClock, port: gatewayPort })
  }, 60_000)
  afterAll(async () => {
    await gateway.close()
    const ended = once(issuer, 'exit')
    issuer.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    folder.remove()
  })

  it('signs a made-up person in at a gateway that has it as OIDC_ISSUER', async () => {
    const visitor = createVisitor(gateway.origin)
    await visitor.open('/sign-in')
    const picker = await visitor.submit('/sign-in', {})
    expect(picker.url.startsWith(`${address}/oidc/interaction/`)).toBe(true)
    const choice = await visitor.submit(picker.url, { person: PERSON })
    expect(choice.url.startsWith(gateway.origin)).toBe(true)
    const cases = await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose: 'marac_risk_management' })
    expect([cases.status, cases.url]).toEqual([200, `${gateway.origin}/cases`])
  }, 30_000)

  it('gives tokens that the gateway takes, and keeps its private key to itself', async () => {
    const token = await sendCommand(join(folder.path, 'trial-issuer'), { command: 'token', arguments: { as: PERSON } })
    expect(
      (await fetch(`${gateway.origin}/v1/cases?purpose=marac_risk_management`, { headers: { authorization: `Bearer ${String(token)}` } }))
        .status,
    ).toBe(200)
    const { keys } = (await (await fetch(`${address}/oidc/jwks`)).json()) as { keys: readonly Readonly<Record<string, unknown>>[] }
    expect(keys.map((key) => ['d', 'p', 'q'].filter((name) => name in key))).toEqual([[]])
  }, 30_000)

  it('does not start in production, nor for a gateway that others can reach', async () => {
    const given = {
      origin: address,
      gateway: gateway.origin,
      data: folder.path,
      people: readPeople(DEMO_FOLDER),
      render: createRender(),
      clock: systemClock,
      log: createLog('silent'),
      production: false,
    }
    await expect(createTrialIssuer({ ...given, production: true })).rejects.toMatchObject({ code: 'bundled-sign-in' })
    await expect(createTrialIssuer({ ...given, gateway: 'https://throughline.example.org' })).rejects.toMatchObject({
      code: 'bundled-sign-in',
    })
  })
})
