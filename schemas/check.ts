import { schemasFolder } from './catalogue/files.ts'
import { currentSchemas } from './compatibility/current.ts'
import type { CompatibilityFinding } from './compatibility/finding.ts'
import { gate, unreleased } from './compatibility/gate.ts'
import { readReleased } from './compatibility/released.ts'
import { outOfDate } from './generation/generated-files.ts'
import type { FileFinding } from './lint/file-finding.ts'
import { lintFolder } from './lint/folder.ts'

/** A generated file that does not say what the schemas say. */
export interface StaleFinding {
  readonly rule: 'out-of-date'
  readonly file: string
  readonly path: ''
  readonly detail: string
}

export type SchemaFinding = FileFinding | CompatibilityFinding | StaleFinding

export interface SchemaCheck {
  readonly ok: boolean
  readonly findings: readonly SchemaFinding[]
}

/**
 * `throughline schemas check`: the lint, the FULL_TRANSITIVE gate against the released versions, that every schema is released, and that the
 * generated TypeScript is up to date. Throws CatalogueError when a file is not JSON.
 */
export function checkSchemas(folder = schemasFolder): SchemaCheck {
  const lint = lintFolder(folder)
  // INVARIANT: the gate walks schemas that the lint let through: none holds itself.
  if (lint.length > 0) return { ok: false, findings: lint }
  const current = currentSchemas(folder)
  const released = readReleased(folder)
  const unpublished = unreleased(current, released).map(({ subject, version }): CompatibilityFinding => ({
    rule: 'not-released',
    subject,
    version,
    path: '',
    detail: 'is not released: run `throughline schemas publish`',
  }))
  const stale = outOfDate(folder).map((file): StaleFinding => ({ rule: 'out-of-date', file, path: '', detail: 'run `npm run generate`' }))
  const findings = [...gate(current, released), ...unpublished, ...stale]
  return { ok: findings.length === 0, findings }
}

/** A finding in one line: where, and what is wrong. */
export function findingText(finding: SchemaFinding): string {
  const subject =
    'file' in finding ? finding.file : `${finding.subject}${finding.version > 0 ? ` (version ${String(finding.version)})` : ''}`
  return `${subject}${finding.path === '' ? '' : ` ${finding.path}`}: ${finding.detail} [${finding.rule}]`
}
