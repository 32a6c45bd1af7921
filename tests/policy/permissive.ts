import type { ReleaseFiles } from '../../policy/release/load.ts'

type Json = Record<string, unknown>

const changed = (files: ReleaseFiles, path: string, change: (table: Json) => Json): readonly [string, string] => [
  path,
  JSON.stringify(change(JSON.parse(files.get(path) ?? '{}') as Json)),
]

/** The release with tables that allow as much as tables can: every cell of the matrix A, every role capped by nothing. What is left are floors. */
export const permissive = (files: ReleaseFiles): ReleaseFiles =>
  new Map([
    ...files,
    changed(files, 'tables/matrix.json', (table) => ({
      ...table,
      matrix: Object.fromEntries(
        Object.entries(table.matrix as Record<string, Json>).map(([code, row]) => [
          code,
          Object.fromEntries(Object.keys(row).map((purpose) => [purpose, 'A'])),
        ]),
      ),
    })),
    changed(files, 'tables/roles.json', (table) => ({
      ...table,
      roles: Object.fromEntries(Object.entries(table.roles as Record<string, Json>).map(([role, rules]) => [role, { ...rules, caps: {} }])),
    })),
  ])
