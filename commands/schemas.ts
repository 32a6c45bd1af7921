import { numberingDifferences, type Numbering } from '../core/control/numberings.ts'
import { systemClock } from '../infra/clock/clock.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { lookUpIds } from '../infra/registry/confluent/look-up-ids.ts'
import { publishSchemas } from '../infra/registry/confluent/publish.ts'
import { knownSchemas, type KnownSchema } from '../infra/registry/numbered/known-schemas.ts'
import { createLog } from '../infra/telemetry/logger.ts'
import { checkSchemas, findingText, releaseSchemas, schemasFolder } from '../schemas/index.ts'
import { createRegistry } from './adapters.ts'
import type { Output } from './output.ts'
import { withEventLog } from './registry/with-event-log.ts'
import { noteRenumbered } from './registry/renumber.ts'
import { differsText, numberingWord } from './registry/words.ts'

/** What the control log has of the registry, and how a new numbering gets there. */
export interface ControlLog {
  /** Oldest first; none where nothing was written yet. */
  numberings(): Promise<readonly Numbering[]>
  /** Notes the ids that were published as those of a registry that took the place of the one before. Resolves with whether it numbers otherwise. */
  renumber(numberings: readonly Numbering[], published: Awaited<ReturnType<typeof publishSchemas>>): Promise<boolean>
}

export interface CheckOptions {
  /** Compared with the control log, where both are there. */
  readonly registryUrl?: string | undefined
  readonly controlLog?: ControlLog
}

/** Words of how registry and control log compare, and whether they agree; undefined where there is nothing to compare. */
async function compared(
  url: string,
  controlLog: ControlLog,
  versions: readonly KnownSchema[],
): Promise<{ readonly ok: boolean; readonly words: string } | undefined> {
  const recorded = (await controlLog.numberings()).at(-1)
  if (recorded === undefined)
    return {
      ok: true,
      words: 'The control log has no ids yet: it takes those of the registry when a process with the role control starts.',
    }
  const differences = numberingDifferences(recorded, await lookUpIds({ url }, versions))
  if (differences.length > 0) return { ok: false, words: differsText(differences, versions) }
  return { ok: true, words: `The registry numbers as the control log says (${String(recorded.size)} ids, ${numberingWord(recorded)}).` }
}

/** Prints what is wrong with the schemas, and where the registry differs from the control log; resolves with the exit code. */
export async function check(output: Output, { registryUrl, controlLog }: CheckOptions = {}): Promise<number> {
  const { ok, findings } = checkSchemas()
  const registry =
    registryUrl === undefined || controlLog === undefined ? undefined : await compared(registryUrl, controlLog, knownSchemas())
  const lines = [
    ...findings.map(findingText),
    ok ? 'The schemas are sound.' : `${String(findings.length)} finding(s)`,
    ...(registry === undefined ? [] : [registry.words]),
  ]
  const sound = ok && registry?.ok !== false
  output.result(lines.join('\n'), { ok: sound, findings, ...(registry === undefined ? {} : { registry }) })
  return sound ? 0 : 1
}

export interface PublishOptions extends CheckOptions {
  /** The schemas folder. Default: this installation's. */
  readonly folder?: string
  /** Register what the registry lacks although the control log says that it had it, and note that it numbers otherwise from now on. */
  readonly renumber?: boolean
}

/** Those that the control log has ids of in the order of the ids, so that a registry that is an older copy gives them again; then the new ones. */
const inOrder = (versions: readonly KnownSchema[], recorded: Numbering | undefined): readonly KnownSchema[] => {
  const ids = new Map([...(recorded ?? [])].map(([id, schema]) => [schema, id]))
  return versions.toSorted((one, other) => (ids.get(one.fingerprint) ?? Infinity) - (ids.get(other.fingerprint) ?? Infinity) || 0)
}

/**
 * Releases new versions, and registers all that the registry lacks; nothing when the gate finds anything, or when the registry is another one than the control log
 * knows. Rejects with RegistryError.
 */
export async function publish(
  output: Output,
  { registryUrl, controlLog, folder = schemasFolder, renumber = false }: PublishOptions = {},
): Promise<number> {
  const { added, findings: refused } = releaseSchemas(folder)
  const findings = refused.length > 0 ? refused : registryUrl === undefined ? [] : checkSchemas(folder).findings
  if (findings.length > 0) {
    const done =
      added.length === 0
        ? 'Nothing was published.'
        : `Released ${String(added.length)} version(s) in the schemas folder; nothing was registered.`
    output.result([...findings.map(findingText), done].join('\n'), { ok: false, added, findings })
    return 1
  }
  const versions = knownSchemas(folder)
  const numberings = registryUrl === undefined ? [] : ((await controlLog?.numberings()) ?? [])
  const recorded = numberings.at(-1)
  if (registryUrl !== undefined && recorded !== undefined && !renumber) {
    const differences = numberingDifferences(recorded, await lookUpIds({ url: registryUrl }, versions))
    if (differences.length > 0) {
      output.result([differsText(differences, versions), 'Nothing was registered.'].join('\n'), {
        ok: false,
        added,
        findings: [],
        differences,
      })
      return 1
    }
  }
  const published = registryUrl === undefined ? undefined : await publishSchemas({ url: registryUrl }, inOrder(versions, recorded))
  const renumbered =
    published !== undefined && recorded !== undefined && renumber && (await controlLog?.renumber(numberings, published)) === true
  const registered = (published ?? []).filter((version) => version.added)
  output.result(
    [
      added.length === 0 ? 'Nothing new to release.' : `Released ${String(added.length)} version(s).`,
      ...registered.map(({ subject, version, id }) => `Registered ${subject}, version ${String(version)}, as id ${String(id)}.`),
      ...(published === undefined
        ? []
        : [`The registry has all ${String(published.length)} released versions; ${String(registered.length)} new.`]),
      ...(renumbered ? ['It numbers otherwise than before: the control log says so now. Start every process again.'] : []),
    ].join('\n'),
    { ok: true, added, findings: [], ...(published === undefined ? {} : { published, renumbered }) },
  )
  return 0
}

/** The control log of a configuration. */
export function controlLogOf(configuration: Configuration, numberings: ControlLog['numberings']): ControlLog {
  return {
    numberings,
    renumber: async (before, published) =>
      (await withEventLog(configuration, (log) =>
        noteRenumbered(
          {
            log,
            numberings: before,
            versions: knownSchemas(),
            clock: systemClock,
            registry: createRegistry(configuration, { clock: systemClock, logger: createLog(configuration.logLevel) }),
          },
          published,
        ),
      )) ?? false,
  }
}
