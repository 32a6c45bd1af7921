import { checkRelease } from '../policy/decide/check-release.ts'
import { cellsChanged } from '../policy/decide/role-matrix.ts'
import { currentReleaseFiles } from '../policy/release/files.ts'
import { loadRelease, type Release, type ReleaseFiles } from '../policy/release/load.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { loadCatalogue } from '../schemas/index.ts'
import { controlNow } from './control-now.ts'
import type { Output } from './output.ts'
import type { Parts } from './parts.ts'
import { NotServingError, sendCommand } from './socket.ts'

type FileList = readonly (readonly [path: string, text: string])[]

/** The command to a running process: the files of the release in force. */
export const policyInForce =
  ({ store }: Pick<Parts, 'store'>) =>
  async (): Promise<FileList> =>
    ((await controlNow(store)).policy?.files ?? []).map(({ path, content }) => [path, content.toString('utf8')])

async function releaseInForce({ data }: Configuration): Promise<Release | undefined> {
  try {
    const files = (await sendCommand(data, { command: 'policy-in-force' })) as FileList
    return files.length === 0 ? undefined : loadRelease(new Map(files))
  } catch (error) {
    if (error instanceof NotServingError) return undefined
    throw error
  }
}

/**
 * Checks the files of a release: form, Cedar's validation, words, floors; and, where a service runs on the data folder, says which cells of the live matrix it
 * would change. Resolves with the exit code: 0 when it may be proposed.
 */
export async function testPolicy(configuration: Configuration, folder: string | undefined, output: Output): Promise<number> {
  const files: ReleaseFiles = currentReleaseFiles(loadCatalogue(), folder)
  const problems = checkRelease(files)
  if (problems.length > 0) {
    output.result([...problems, `${String(problems.length)} problem(s)`].join('\n'), { problems })
    return 1
  }
  const release = loadRelease(files)
  const before = await releaseInForce(configuration)
  const cells = before === undefined ? undefined : cellsChanged(before, release)
  const compared =
    cells === undefined
      ? ['Nothing runs on the data folder: not compared with a release in force.']
      : [
          ...cells.map(
            ({ role, purpose, class: sensitivity, before: was, after: is }) => `${role}, ${purpose}, ${sensitivity}: ${was} → ${is}`,
          ),
          before?.hash === release.hash
            ? 'It is the release in force.'
            : `${String(cells.length)} cell(s) of the matrix differ from the release in force.`,
        ]
  output.result([`${release.hash}: ${String(release.words.size)} policies, no problem`, ...compared].join('\n'), {
    hash: release.hash,
    policies: release.words.size,
    problems,
    cells: cells ?? null,
  })
  return 0
}
