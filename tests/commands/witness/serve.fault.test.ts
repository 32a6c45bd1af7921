import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { checkpointText } from '../../../core/transparency-log/notes/checkpoint.ts'
import { openNote } from '../../../core/transparency-log/notes/signed-note.ts'
import { formatVerifierKey, parseVerifierKey } from '../../../core/transparency-log/notes/verifier-key.ts'
import { formatAddCheckpoint } from '../../../core/transparency-log/witness/add-checkpoint.ts'
import { logSigner, ORIGIN } from '../../core/transparency-log/sample-log.ts'
import { noteOf, proofOf, treeAt } from '../../core/transparency-log/witness/cases.ts'
import { ON_DISK, temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'
import { runWitness, startWitness, type StartedWitness } from './started-witness.ts'

const PATIENCE = 60_000
const vkey = formatVerifierKey(logSigner.key)
const request = (old: number, size: number): Buffer => formatAddCheckpoint({ old, proof: proofOf(old, size), note: noteOf(treeAt(size)) })

describe('a witness of its own', () => {
  let folder: TemporaryFolder
  let started: StartedWitness[]
  beforeEach(() => {
    folder = temporaryFolder(ON_DISK)
    started = []
  })
  afterEach(async () => {
    for (const { process, ended } of started) {
      process.kill('SIGKILL')
      await ended
    }
    folder.remove()
  })
  const at = (...names: readonly string[]): string => join(folder.path, ...names)
  const start = async (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<StartedWitness> => {
    const one = await startWitness(['--folder', folder.path, '--log', vkey, ...args], env)
    started.push(one)
    return one
  }
  const post = ({ url }: StartedWitness, body: Buffer): Promise<Response> =>
    fetch(`${url}/add-checkpoint`, { method: 'POST', body: new Uint8Array(body) })

  it(
    'makes its key at the first start and has it ever after, and prints it',
    async () => {
      const one = await start(['--name', 'witness.example/a'])
      const answer = await post(one, request(0, 300))
      const key = parseVerifierKey(one.vkey)
      if (typeof key === 'string') throw new Error('It prints its key')
      const text = checkpointText({ origin: ORIGIN, ...treeAt(300), extensions: [] })
      expect(openNote(Buffer.from(`${text}\n${await answer.text()}`), [key])).toMatchObject({ unchecked: [] })
      expect(await runWitness(['--folder', folder.path, '--log', vkey])).toMatchObject({
        code: 1,
        errors: expect.stringContaining('Another witness'),
      })
      one.process.kill('SIGTERM')
      expect(await one.ended).toEqual({ code: 0, signal: null })
      const again = await start()
      expect(again.vkey).toBe(one.vkey)
      expect((await post(again, request(0, 300))).status).toBe(409)
      expect(await runWitness(['key', '--folder', folder.path])).toEqual({ code: 0, output: `${one.vkey}\n`, errors: '' })
      const kept = await runWitness(['kept', '--folder', folder.path, '--json'])
      expect(JSON.parse(kept.output)).toMatchObject([{ log: ORIGIN, size: 300, root: treeAt(300).root.toString('base64'), refused: [] }])
    },
    PATIENCE,
  )

  it(
    'that is killed between what it keeps and its answer has kept it, and signs no other tree of that size',
    async () => {
      const one = await start(['--name', 'witness.example/a'], { THROUGHLINE_CRASH_AT: 'witness-stored:2' })
      expect((await post(one, request(0, 300))).status).toBe(200)
      await expect(post(one, request(300, 600))).rejects.toThrow()
      expect(await one.ended).toEqual({ code: null, signal: 'SIGKILL' })
      const again = await start()
      expect(await (await post(again, request(300, 600))).text()).toBe('600\n')
      const fork = formatAddCheckpoint({ old: 600, proof: [], note: noteOf({ size: 600, root: Buffer.alloc(32, 9) }) })
      expect((await post(again, fork)).status).toBe(422)
      // The log asks again from what the witness has kept, and gets its cosignature.
      expect((await post(again, request(600, 600))).status).toBe(200)
      const kept = await runWitness(['kept', '--folder', folder.path])
      expect(kept).toMatchObject({ code: 1, output: expect.stringContaining('1 signed checkpoint(s) that do not go on') })
    },
    PATIENCE,
  )

  it(
    'does not start where its key has cosigned and its state is gone, nor without a log',
    async () => {
      const one = await start(['--name', 'witness.example/a'])
      one.process.kill('SIGTERM')
      await one.ended
      const keyText = readFileSync(at('witness.key'), 'utf8')
      for (const name of ['witness.sqlite', 'witness.sqlite-wal', 'witness.sqlite-shm']) rmSync(at(name), { force: true })
      const refused = await runWitness(['--folder', folder.path, '--log', vkey])
      expect([refused.code, refused.errors.includes('a second history'), refused.errors.includes(keyText.slice(30, 50))]).toEqual([
        1,
        true,
        false,
      ])
      expect(await runWitness(['--folder', at('other'), '--name', 'witness.example/b'])).toMatchObject({
        code: 1,
        errors: expect.stringContaining('Name a log'),
      })
      writeFileSync(at('logs'), `log ${vkey}\nlog x\n`)
      expect(await runWitness(['--folder', at('other'), '--logs', at('logs')])).toMatchObject({
        code: 1,
        errors: expect.stringContaining('line 2 (malformed)'),
      })
      expect(await runWitness(['key', '--folder', at('other')])).toMatchObject({ code: 1, errors: expect.stringContaining('--name') })
    },
    PATIENCE,
  )

  it(
    'takes a key from elsewhere, which must be said to be new',
    async () => {
      const one = await start(['--name', 'witness.example/a'])
      one.process.kill('SIGTERM')
      await one.ended
      const args = ['--folder', at('other'), '--key', at('witness.key'), '--log', vkey]
      expect(await runWitness(args)).toMatchObject({ code: 1, errors: expect.stringContaining('--first-start') })
      const other = await startWitness([...args, '--first-start'])
      started.push(other)
      expect(other.vkey).toBe(one.vkey)
    },
    PATIENCE,
  )
})
