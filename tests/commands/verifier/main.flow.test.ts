import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { verifierPrograms } from '../../../commands/verifier/programs.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { runProgram, type Ended } from '../../foreign/generated/program.ts'
import { bundleOf, QUORUM, sampleRecords } from '../../gateway/audit/export/sample-bundle.ts'

describe('node verify.mjs in an unpacked bundle', () => {
  const folder = temporaryFolder()
  const at = (...names: readonly string[]): string => join(folder.path, ...names)
  const verify = (...args: readonly string[]): Promise<Ended> =>
    runProgram(process.execPath, [at('bundle', 'verify.mjs'), ...args], { cwd: folder.path })
  beforeAll(async () => {
    const bundle = await bundleOf(sampleRecords(300), { programs: verifierPrograms() })
    for (const [path, bytes] of bundle) {
      mkdirSync(dirname(at('bundle', path)), { recursive: true })
      writeFileSync(at('bundle', path), bytes)
    }
  })
  afterAll(() => {
    folder.remove()
  })

  it('says what is proven, by whose keys, who has witnessed it, and what is not proven', async () => {
    const { code, output, errors } = await verify()
    expect([code, errors]).toEqual([0, ''])
    expect(output).toContain('PROVEN: 300 access records are leaves of the log log.throughline.example/norshire of 300 leaves')
    expect(output).toContain('  W0, at 2026-01-05T09:00:00.000Z')
    expect(output).toContain('AS THE BUNDLE ITSELF HAS THEM')
    expect(output).toContain('That a person read what was shown')
  })

  it('takes keys that came in another way, and a checkpoint of before', async () => {
    writeFileSync(at('quorum'), QUORUM)
    const { code, output } = await verify('--policy', at('quorum'), '--known', at('bundle', 'checkpoint'), '--json')
    expect(code).toBe(0)
    expect(JSON.parse(output)).toMatchObject({
      proven: true,
      faults: [],
      keys_from: 'given',
      log: { size: 300, quorum: true },
      records: 300,
    })
  })

  it('names what is wrong, and ends with 1', async () => {
    cpSync(at('bundle'), at('other'), { recursive: true })
    const text = readFileSync(at('other', 'records.jsonl'), 'utf8')
    writeFileSync(at('other', 'records.jsonl'), text.replace('"marac_coordinator"', '"idva"'))
    const { code, output } = await verify(at('other'))
    expect(code).toBe(1)
    expect(output).toMatch(
      /^NOT PROVEN\..*\n {2}record [0-9a-f-]+ \(leaf 0\): not the record that the log has there\n {2}records.jsonl: not the file that SHA256SUMS has\n/,
    )
    rmSync(at('other'), { recursive: true })
  })

  it('says in words that it cannot check, and ends with 2', async () => {
    const { code, errors } = await verify('--policy', at('bundle', 'vkeys.txt'))
    expect([code, errors]).toEqual([2, expect.stringContaining('is no quorum file: line 1')])
    expect((await verify(at('not-there'))).code).toBe(2)
  })
})
