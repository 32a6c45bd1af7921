import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { calculateJwkThumbprint, SignJWT } from 'jose'
import { agencyOf, type CloudEventJson } from '../../commands/demo/folder.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { createEventChecker } from '../../schemas/codec/check.ts'
import { isDateTime } from '../../schemas/codec/formats.ts'
import { pascalCase } from '../../schemas/generation/names.ts'
import { loadCatalogue } from '../../schemas/index.ts'
import { demoChronologies } from '../fixtures/demo-world.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { eventsOfEveryType } from '../flow/canary/every-type.ts'
import { startRunning, type Running } from '../flow/running.ts'
import { compileGo, compileJava, compileTypeScript, importPython, pythonFor } from './generated/compile.ts'
import { generateClient, programOf } from './generated/generator.ts'
import { runProgram, type Ended } from './generated/program.ts'

const POLICE = agencyNamed('norshire-police')
const PATIENCE = 300_000
const catalogue = loadCatalogue()
const everyType = eventsOfEveryType(catalogue)
const own = demoChronologies.flatMap(({ events }) => events).filter((event) => agencyOf(event) === POLICE)
const lines = (events: readonly unknown[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('')

/** An event so that two of one meaning are equal: moments as such, and nothing that says nothing. */
const meaning = (value: unknown): unknown => {
  if (typeof value === 'string') return isDateTime(value) ? Date.parse(value) : value
  if (Array.isArray(value)) return value.map(meaning)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, meaning(member)]),
  )
}

describe('a client that openapi-generator makes of /openapi.json', () => {
  const folder = temporaryFolder()
  const at = (...names: readonly string[]): string => join(folder.path, ...names)
  const key = generateKeyPairSync('ed25519')
  let running: Running
  beforeAll(async () => {
    running = await startRunning({ at: systemClock.now() })
    writeFileSync(at('openapi.json'), await (await fetch(`${running.service.origin}/openapi.json`)).text())
    const kid = await calculateJwkThumbprint(key.publicKey.export({ format: 'jwk' }))
    const now = systemClock.now()
    const jwk = JSON.stringify({ ...key.publicKey.export({ format: 'jwk' }), kid, use: 'sig' })
    expect(await running.service.identity.agencyKeys.add({ agency: POLICE, kid, jwk, addedAt: now, endsAt: now + 86_400_000 }, 4)).toBe(
      'added',
    )
    writeFileSync(at('events.jsonl'), lines(own))
    writeFileSync(at('wrong.jsonl'), lines(own.map((event) => ({ ...event, id: randomUUID(), data: { ...event.data, harmed: [] } }))))
  }, PATIENCE)
  afterAll(async () => {
    await running.stop()
    running.remove()
    folder.remove()
  }, PATIENCE)

  /** What the page's program meets: where the service is, and an assertion of now. */
  const environment = async (): Promise<NodeJS.ProcessEnv> => {
    running.clock.moveTo(systemClock.now())
    const now = Math.floor(systemClock.now() / 1000)
    const assertion = new SignJWT({
      iss: POLICE,
      sub: POLICE,
      aud: `${running.service.origin}/oauth`,
      jti: randomUUID(),
      iat: now,
      exp: now + 200,
    }).setProtectedHeader({ alg: 'EdDSA', kid: await calculateJwkThumbprint(key.publicKey.export({ format: 'jwk' })) })
    return { THROUGHLINE_URL: running.service.origin, CLIENT_ASSERTION: await assertion.sign(key.privateKey) }
  }
  const tactics = (events: readonly CloudEventJson[]): unknown =>
    events
      .filter(({ type }) => type === 'behaviour.incident-recorded')
      .flatMap(({ data }) => (data as unknown as { details: { tactics?: string[] } }).details.tactics ?? [])
  const expectPublished = ({ code, output, errors }: Ended, status: string): void => {
    expect([code, errors]).toEqual([0, ''])
    expect(JSON.parse(output)).toEqual({ tactics: tactics(own), receipts: own.map(({ id }) => [id, status]) })
  }
  const expectRefused = ({ code, errors }: Ended): void => {
    expect([code, JSON.parse(errors)]).toEqual([1, ['invalid-event', expect.arrayContaining(['/data/harmed'])]])
  }
  /** What a client sends of an event of each type is that event, and the service takes its form. */
  const expectSame = (sent: readonly unknown[]): void => {
    expect(sent.map(meaning)).toEqual(everyType.map(meaning))
    const check = createEventChecker(catalogue)
    expect(sent.map((event) => check(event)).filter(({ ok }) => !ok)).toEqual([])
  }

  describe('in Python', () => {
    beforeAll(async () => {
      await generateClient('Python', at('openapi.json'), at('python'))
    }, PATIENCE)

    it(
      'can be imported, every module of it',
      async () => {
        await importPython(at('python'))
      },
      PATIENCE,
    )

    it(
      'knows every type of event by its type, and sends it as it was',
      async () => {
        const { code, output, errors } = await runProgram(
          await pythonFor(),
          [join(import.meta.dirname, 'generated/python/round_trip.py')],
          { cwd: at('python'), input: lines(everyType) },
        )
        expect([code, errors]).toEqual([0, ''])
        const sent = output
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as [string, unknown])
        expect(sent.map(([name]) => name)).toEqual(everyType.map(({ type }) => pascalCase(type)))
        expectSame(sent.map(([, event]) => event))
      },
      PATIENCE,
    )

    it(
      'signs in with a key, publishes one, a batch and a stream, and reads what became of them, as the page has it',
      async () => {
        writeFileSync(at('python', 'publish.py'), programOf('python'))
        const python = await pythonFor()
        expectPublished(
          await runProgram(python, ['publish.py', at('events.jsonl')], { cwd: at('python'), env: await environment() }),
          'accepted',
        )
        expectRefused(await runProgram(python, ['publish.py', at('wrong.jsonl')], { cwd: at('python'), env: await environment() }))
      },
      PATIENCE,
    )
  })

  describe('in TypeScript', () => {
    beforeAll(async () => {
      await generateClient('TypeScript', at('openapi.json'), at('typescript', 'client'))
      writeFileSync(at('typescript', 'publish.ts'), programOf('ts'))
    }, PATIENCE)

    it(
      "compiles strictly, with the page's program",
      async () => {
        await compileTypeScript(at('typescript'))
      },
      PATIENCE,
    )

    it(
      'knows every type of event by its type, and sends it as it was',
      async () => {
        const program = join(import.meta.dirname, 'generated/typescript/round-trip.mjs')
        const { code, output, errors } = await runProgram(process.execPath, [program, at('typescript/built/client/index.js')], {
          cwd: at('typescript'),
          input: lines(everyType),
        })
        expect([code, errors]).toEqual([0, ''])
        expectSame(
          output
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as unknown),
        )
      },
      PATIENCE,
    )

    it(
      'signs in with a key, publishes one, a batch and a stream, and reads what became of them, as the page has it',
      async () => {
        const run = async (file: string): Promise<Ended> =>
          runProgram(process.execPath, ['built/publish.js', at(file)], { cwd: at('typescript'), env: await environment() })
        // Python has published them before.
        expectPublished(await run('events.jsonl'), 'repeated')
        expectRefused(await run('wrong.jsonl'))
      },
      PATIENCE,
    )
  })

  it(
    'in Java compiles',
    async () => {
      await generateClient('Java', at('openapi.json'), at('java'))
      await compileJava(at('java'))
      expect(existsSync(at('java/classes/org/openapitools/client/model/BehaviourIncidentRecorded.class'))).toBe(true)
    },
    PATIENCE,
  )

  it(
    'in Go compiles',
    async () => {
      await generateClient('Go', at('openapi.json'), at('go'))
      expect(existsSync(at('go/model_behaviour_incident_recorded.go'))).toBe(true)
      await compileGo(at('go'))
    },
    PATIENCE,
  )

  it(
    'in C# is generated, with every type of event',
    async () => {
      await generateClient('C#', at('openapi.json'), at('csharp'))
      const models = new Set(readdirSync(at('csharp'), { recursive: true, encoding: 'utf8' }).map((file) => file.split('/').at(-1)))
      expect([...catalogue.types.keys()].filter((type) => !models.has(`${pascalCase(type)}.cs`))).toEqual([])
    },
    PATIENCE,
  )
})
