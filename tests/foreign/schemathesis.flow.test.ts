import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openApiDocument } from '../../gateway/api/openapi/document.ts'
import { loadCatalogue } from '../../schemas/index.ts'
import { loadDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { answersOf, shutOut, type OpenApi } from './schemathesis/answers.ts'
import { venvBin } from './venv.ts'

const OWN = join(import.meta.dirname, 'schemathesis')
const PATIENCE = 240_000
const document = openApiDocument(loadCatalogue()) as unknown as OpenApi

/** The schema of server-sent events is of the whole stream, a text, as OpenAPI 3.1 has it; schemathesis takes it for that of each event as an object, and is given none. */
const withoutStreams = (name: string, value: unknown): unknown => (name === 'text/event-stream' ? {} : value)

/** How a run ended, what it printed, and the operations of a tag that it was shut out of. */
interface Ran {
  readonly code: number
  readonly printed: string
  readonly shutOut: (tag: string) => readonly string[]
}

describe('schemathesis, with all its checks', () => {
  const folder = temporaryFolder()
  let world: DemoWorld
  let python: string
  /** Limits of requests fill up again as the world's clock goes on. */
  let ticking: NodeJS.Timeout
  beforeAll(async () => {
    python = join(await venvBin(join(OWN, 'requirements.txt'), 'schemathesis', 'schemathesis for Python (60 MB)'), 'python')
    world = await loadDemoWorld()
    ticking = setInterval(() => {
      world.clock.moveTo(world.clock.now() + 1000)
    }, 100)
    const publish = Object.entries(document.paths).filter(([path]) => path.startsWith('/v1/events'))
    const ofOneType = JSON.parse(
      JSON.stringify(Object.fromEntries(publish)).replaceAll('/CloudEvent"', '/BehaviourIncidentRecorded"'),
    ) as OpenApi['paths']
    writeFileSync(
      join(folder.path, 'openapi.json'),
      JSON.stringify({ ...document, paths: { ...document.paths, ...ofOneType } }, withoutStreams),
    )
  }, 300_000)
  afterAll(async () => {
    clearInterval(ticking)
    await world.close()
    folder.remove()
  })

  /**
   * Runs it over operations that /openapi.json names. Rejects when it could not be run at all. It makes examples of one type of event: of 73 at once it
   * makes none within minutes, and mutated events of all of them are held to the schemas elsewhere (npm run agreement).
   */
  const file = join(folder.path, 'openapi.json')
  const run = (token: string, args: readonly string[]): Promise<Ran> =>
    new Promise((resolve, reject) => {
      const report = join(folder.path, `${token.slice(-8)}.har.json`)
      const all = [
        '-m',
        'schemathesis.cli',
        '--config-file',
        join(OWN, 'schemathesis.toml'),
        '--no-color',
        'run',
        file,
        '--url',
        world.service.origin,
        '--checks',
        'all',
        '--seed',
        '1',
        '--suppress-health-check',
        'filter_too_much',
        '--report',
        'har',
        '--report-har-path',
        report,
        '--header',
        `Authorization: Bearer ${token}`,
        ...args,
      ]
      execFile(
        python,
        all,
        {
          cwd: folder.path,
          env: { PATH: process.env.PATH, PYTHONPATH: OWN, PYTHONDONTWRITEBYTECODE: '1', SCHEMATHESIS_HOOKS: 'hooks' },
          maxBuffer: 64 << 20,
          timeout: PATIENCE,
        },
        (error, printed, errors) => {
          const code = error === null ? 0 : error.code
          if (typeof code !== 'number') {
            reject(new Error(`schemathesis did not run to its end.\n${errors}`, { cause: error }))
            return
          }
          resolve({
            code,
            printed: `${printed.slice(Math.max(0, printed.indexOf('= FAILURES =')))}${errors}`,
            shutOut: (tag) => shutOut(answersOf(document, report), tag),
          })
        },
      )
    })

  /** What each may use, and how often each operation is tried; between them, it is every operation. Each of an auditor's looks through the whole log, which grows by it. */
  const USERS = [
    ['an agency', 'norshire-police', 20, ['publish', 'catalogue', 'operations']],
    ['a reader', 'norshire-coordinator', 20, ['read', 'step-up']],
    ['an auditor', 'auditor', 8, ['audit']],
  ] as const

  it('is given every operation, by one of three', () => {
    const tags: ReadonlySet<string> = new Set(USERS.flatMap(([, , , own]) => own))
    expect(
      Object.values(document.paths)
        .flatMap((methods) => Object.values(methods))
        .filter((operation) => !operation.tags.some((tag) => tags.has(tag))),
    ).toEqual([])
  })

  it.each(USERS)(
    'finds no failure as %s, who is heard',
    async (_, who, examples, tags) => {
      const ran = await run(await world.token(who), ['--max-examples', String(examples), ...tags.flatMap((tag) => ['--include-tag', tag])])
      expect([ran.code, ran.code === 0 ? '' : ran.printed]).toEqual([0, ''])
      expect(ran.shutOut(tags[0])).toEqual([])
    },
    PATIENCE,
  )

  it(
    'is known to have tested nothing where all it gets is 401, which it finds right itself',
    async () => {
      const { shutOut: of } = await run('nobody', ['--include-tag', 'audit', '--include-tag', 'publish', '--max-examples', '2'])
      expect(of('audit')).toEqual(
        expect.arrayContaining([
          'listAccessRecords',
          'listAlerts',
          'proveInclusion',
          'readLogEntries',
          'startReplay',
          'whoSaw',
          'whyAllowed',
        ]),
      )
      expect(of('publish')).toEqual(expect.arrayContaining(['publishEvent', 'publishBatch', 'publishStream', 'listReceipts', 'listKeys']))
    },
    PATIENCE,
  )
})
