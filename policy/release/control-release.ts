import type { PolicyInForce } from '../../core/control/state.ts'
import { engineOf, loadRelease, releaseHash, type Release, type ReleaseFiles } from './load.ts'
import { PolicyError } from './policy-error.ts'

/** The files of a release as control.events holds them, by path. */
export const controlFiles = (files: ReleaseFiles): PolicyInForce['files'] =>
  [...files].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([path, text]) => ({ path, content: Buffer.from(text, 'utf8') }))

/** The files of a release, from what control.events holds. */
export const filesInControl = (files: PolicyInForce['files']): ReleaseFiles =>
  new Map(files.map(({ path, content }) => [path, content.toString('utf8')]))

/** A release that control.events holds; undefined when this program has not its engine, the files are not those of its hash, or cannot be used. */
export function controlRelease({ hash, engine, files }: PolicyInForce): Release | undefined {
  const texts = filesInControl(files)
  if (engine !== engineOf(texts) || releaseHash(texts) !== hash) return undefined
  try {
    return loadRelease(texts)
  } catch (error) {
    if (error instanceof PolicyError) return undefined
    throw error
  }
}
