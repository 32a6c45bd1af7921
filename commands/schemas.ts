import { publishSchemas } from '../infra/registry/confluent/publish.ts'
import { checkSchemas, findingText, releasedVersions, releaseSchemas, schemasFolder } from '../schemas/index.ts'
import type { Output } from './output.ts'

/** Prints what is wrong with the schemas; resolves with the exit code. */
export async function check(output: Output): Promise<number> {
  const { ok, findings } = checkSchemas()
  output.result([...findings.map(findingText), ok ? 'The schemas are sound.' : `${String(findings.length)} finding(s)`].join('\n'), { ok, findings })
  return ok ? 0 : 1
}

export interface PublishOptions {
  /** A Confluent-compatible registry that gets every released version; undefined: released in the schemas folder only. */
  readonly registryUrl?: string | undefined
  /** The schemas folder. Default: this installation's. */
  readonly folder?: string
}

/** Releases new versions, and registers all that the registry lacks; nothing when the gate finds anything. Rejects with RegistryError. */
export async function publish(output: Output, { registryUrl, folder = schemasFolder }: PublishOptions = {}): Promise<number> {
  const { added, findings: refused } = releaseSchemas(folder)
  const findings = refused.length > 0 ? refused : registryUrl === undefined ? [] : checkSchemas(folder).findings
  if (findings.length > 0) {
    const done = added.length === 0 ? 'Nothing was published.' : `Released ${String(added.length)} version(s) in the schemas folder; nothing was registered.`
    output.result([...findings.map(findingText), done].join('\n'), { ok: false, added, findings })
    return 1
  }
  const published = registryUrl === undefined ? undefined : await publishSchemas({ url: registryUrl }, releasedVersions(folder))
  const registered = (published ?? []).filter((version) => version.added)
  output.result([
    added.length === 0 ? 'Nothing new to release.' : `Released ${String(added.length)} version(s).`,
    ...registered.map(({ subject, version, id }) => `Registered ${subject}, version ${String(version)}, as id ${String(id)}.`),
    ...(published === undefined ? [] : [`The registry has all ${String(published.length)} released versions; ${String(registered.length)} new.`]),
  ].join('\n'), { ok: true, added, findings: [], ...(published === undefined ? {} : { published }) })
  return 0
}
