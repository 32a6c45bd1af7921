import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { schemasFolder } from '../catalogue/files.ts'
import type { FileFinding } from '../lint/file-finding.ts'
import { lintFolder } from '../lint/folder.ts'
import { currentSchemas } from './current.ts'
import type { CompatibilityFinding } from './finding.ts'
import { gate, unreleased } from './gate.ts'
import { readReleased, releasedFile, type ReleasedId } from './released.ts'

/** What a release added, or why it added nothing. */
export interface Release {
  readonly ok: boolean
  readonly added: readonly { readonly id: number; readonly subject: string; readonly version: number }[]
  readonly findings: readonly (FileFinding | CompatibilityFinding)[]
}

/**
 * Releases every schema that differs from its newest released version: a file under released/ and the next wire id.
 * Adds nothing when the lint or the gate finds anything. A second run adds nothing. Throws CatalogueError when a file is not JSON.
 */
export function releaseSchemas(folder = schemasFolder): Release {
  const current = currentSchemas(folder)
  const released = readReleased(folder)
  const findings = [...lintFolder(folder), ...gate(current, released)]
  if (findings.length > 0) return { ok: false, added: [], findings }

  const added = unreleased(current, released).map((schema, index) => ({ ...schema, id: released.ids.size + index + 1 }))
  for (const { subject, version, text } of added) {
    const path = join(folder, releasedFile(subject, version))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  if (added.length > 0) {
    const entries = added.map(({ id, subject, version, fingerprint }) => [id, { subject, version, fingerprint }] as const)
    writeIds(folder, [...released.ids, ...entries])
  }
  return { ok: true, added: added.map(({ id, subject, version }) => ({ id, subject, version })), findings: [] }
}

/** The ids appear at once: a registry that reads meanwhile sees the old ones or the new. */
function writeIds(folder: string, ids: readonly (readonly [number, ReleasedId])[]): void {
  const path = join(folder, 'released', 'ids.json')
  const lines = ids.map(([id, entry]) => `  "${String(id)}": ${JSON.stringify(entry)}`)
  writeFileSync(`${path}.new`, `{\n${lines.join(',\n')}\n}\n`)
  renameSync(`${path}.new`, path)
}
