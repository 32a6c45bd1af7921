import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { verifierPrograms } from '../../commands/verifier/programs.ts'
import { verifyBundle } from '../../core/evidence/verify-bundle.ts'
import { REFERENCE_SCOPE } from '../../infra/access-log/opening.ts'
import { tamperings } from '../core/evidence/tampered-bundles.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { bundleOf, erasedRecords, filesOf, sampleRecords, type SampleOptions } from '../gateway/audit/export/sample-bundle.ts'
import { runProgram, type Ended } from './generated/program.ts'
import { goProgram, runGo } from './go.ts'

const PATIENCE = 300_000
/** What a verifier of notes finds in a checkpoint, and where in the log: words of Go's own packages, or of ours on them. */
const NAMED: Readonly<Record<string, RegExp>> = {
  'a byte of an entry': /leaf \d+ differs \(tile\/entries\/001\)/,
  'a byte of a leaf of a selection': /leaf 261 differs/,
  'an entry deleted': /leaf 261 differs/,
  'an entry deleted, and none in its place': /leaf 261 differs/,
  'two entries swapped': /leaf 261 differs/,
  'an entry repeated': /leaf 261 differs/,
  'an entry back-dated': /leaf 261 differs/,
  'a file of the log deleted': /tile\/0\/001/,
  'a byte of the root in the checkpoint': /checkpoint: invalid signature/,
  'a byte of a signature': /checkpoint: invalid signature/,
}

describe('the verifier in Go that lies in a bundle of evidence', () => {
  const folder = temporaryFolder()
  let program = ''
  beforeAll(async () => {
    program = await goProgram(join(import.meta.dirname, '..', '..', 'commands', 'verifier', 'go'), 'evidence-go', 'the verifier in Go')
  }, PATIENCE)
  afterAll(() => {
    folder.remove()
  })

  const verify = async (files: ReadonlyMap<string, Uint8Array>): Promise<Ended> => {
    const bundle = join(folder.path, 'bundle')
    rmSync(bundle, { recursive: true, force: true })
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(bundle, path)), { recursive: true })
      writeFileSync(join(bundle, path), bytes)
    }
    return runProgram(program, [bundle], { cwd: folder.path })
  }

  it.each([0, 1, 255, 256, 257, 5_000])(
    'takes the whole log of %i leaves and a selection of it, as we do, and says who has signed',
    async (size) => {
      const records = sampleRecords(size)
      const chosen = [0, size - 1, Math.floor(size / 2)].flatMap((n) => records[n]?.id ?? [])
      const selection: readonly SampleOptions[] = size === 0 ? [] : [{ ask: { records: chosen, withReaders: true } }]
      for (const options of [{}, ...selection]) {
        const bundle = await bundleOf(records, options)
        expect(verifyBundle(filesOf(bundle), { policy: undefined, known: [] }).faults).toEqual([])
        const { code, output, errors } = await verify(bundle)
        expect([code, errors]).toEqual([0, ''])
        expect(output).toContain(`in the tree of ${String(size)} leaves`)
        expect(output).toMatch(
          /signed by the log log\.throughline\.example\/norshire\nwitness witness\.example\/probation at 2026-01-05T09:00:00Z\n/,
        )
      }
    },
    PATIENCE,
  )

  it(
    'takes a log of three levels of tiles, of which every key was destroyed, as we do',
    async () => {
      const records = erasedRecords(66_000)
      for (const ask of [undefined, { records: [0, 40_000, 65_999].map((n) => records[n]?.id ?? ''), withReaders: true }]) {
        const bundle = await bundleOf(records, { erased: new Set([REFERENCE_SCOPE.case]), ...(ask === undefined ? {} : { ask }) })
        expect(verifyBundle(filesOf(bundle), { policy: undefined, known: [] }).faults).toEqual([])
        expect(await verify(bundle)).toMatchObject({ code: 0, errors: '' })
      }
    },
    PATIENCE,
  )

  it(
    'refuses every bundle in whose log somebody has tampered, and names what',
    async () => {
      const ofLog = (await tamperings()).filter((one) => one.ofLog)
      const answers = await ofLog.reduce<Promise<readonly (Ended & { readonly name: string })[]>>(
        async (before, { name, files }) => [...(await before), { name, ...(await verify(files)) }],
        Promise.resolve([]),
      )
      expect(answers.filter(({ code }) => code !== 1)).toEqual([])
      expect(answers.filter(({ name, errors }) => !(NAMED[name] ?? /./).test(errors))).toEqual([])
    },
    PATIENCE,
  )

  it(
    'is built from what lies in the bundle alone, without network',
    async () => {
      await verify(await bundleOf(sampleRecords(3), { programs: verifierPrograms() }))
      const output = await runGo(join(folder.path, 'bundle'), ['run', '.'], { GOPROXY: 'off', GOFLAGS: '' })
      expect(output).toContain('ok: 3 leaves are in the tree of 3 leaves')
    },
    PATIENCE,
  )
})
