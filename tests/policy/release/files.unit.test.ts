import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { testPolicy } from '../../../commands/policy-test.ts'
import type { Output } from '../../../commands/output.ts'
import { currentReleaseFiles } from '../../../policy/release/files.ts'
import { releaseHash } from '../../../policy/release/load.ts'
import type { Configuration } from '../../../infra/configuration/configuration.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const OWN = join(import.meta.dirname, '../../../policy')
const POLICY = '@id("extra.allow") @role("r") @officer("o")\npermit (principal, action == Action::"invoke", resource);\n'

describe('the files of a release', () => {
  const folder = temporaryFolder()
  afterAll(() => {
    folder.remove()
  })
  /** A copy of the policies and tables of this installation, with files added. */
  const copyWith = (name: string, ...added: readonly string[]): string => {
    const copy = join(folder.path, name)
    for (const part of ['cedar', 'tables']) cpSync(join(OWN, part), join(copy, part), { recursive: true })
    for (const path of added) {
      mkdirSync(dirname(join(copy, path)), { recursive: true })
      writeFileSync(join(copy, path), POLICY)
    }
    return copy
  }
  /** What `throughline policy test --files FOLDER` says, and its exit code. */
  const test = async (files: string): Promise<{ readonly code: number; readonly words: string }> => {
    const said: string[] = []
    const output: Output = {
      json: false,
      result: (words) => {
        said.push(words)
      },
      progress: () => undefined,
      failure: (words) => {
        said.push(words)
      },
    }
    const code = await testPolicy({ data: folder.path } as Configuration, files, output)
    return { code, words: said.join('\n') }
  }

  it('of a folder with the same policies and tables are the release of this installation', async () => {
    const copy = copyWith('same')
    expect(releaseHash(currentReleaseFiles(loadCatalogue(), copy))).toBe(releaseHash(currentReleaseFiles(loadCatalogue())))
    expect(await test(copy)).toMatchObject({ code: 0, words: expect.stringContaining('no problem') })
  })

  it.each([
    'cedar/purpose/10-extra.cedar',
    'cedar/10-extra.cedar',
    'cedar/class/later/10-extra.cedar',
    'policies/10-extra.cedar',
    'extra.cedar',
  ])('are refused with a policy that nothing would read, which is named with where it may stand: %s', async (path) => {
    const { code, words } = await test(copyWith(path.replaceAll('/', '-'), path))
    expect(code).toBe(1)
    expect(words).toBe(
      `${path}: Nothing reads this folder, so its policies would decide nothing. Right would be one of cedar/request, cedar/event, cedar/class.\n1 problem(s)`,
    )
  })
})
