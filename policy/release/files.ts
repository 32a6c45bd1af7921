import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { canonicalJson } from '../../schemas/avro/canonical.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import { SUBJECTS } from './question.ts'
import type { ReleaseFiles } from './load.ts'

/** Code lists whose codes the policies, the tables or the folds name. */
const CODE_LISTS = [
  'action_status',
  'agency_type',
  'assertion_basis',
  'case_link',
  'consent_status',
  'marac_list_status',
  'perp_knows',
  'person_role',
  'purpose',
  'requester_kind',
  'rights_kind',
  'rights_status',
  'sensitivity_class',
]

const folderFiles = (folder: string, as: string, ending: string): readonly (readonly [string, string])[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => [`${as}/${name}`, readFileSync(join(folder, name), 'utf8')])

/** In the order that a read is decided: files of the request, of the event, of a class; then what nothing reads. */
const rankOf = (path: string): number => [...SUBJECTS.map((about) => `cedar/${about}/`), ''].findIndex((folder) => path.startsWith(folder))

/** Every Cedar file under a folder by its path there, with `/` between: also one that nothing reads, so that the checks name it. */
const cedarFiles = (folder: string): readonly (readonly [string, string])[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.cedar'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => [relative(folder, file).split(sep).join('/'), readFileSync(file, 'utf8')] as const)
    .toSorted(([one], [other]) => rankOf(one) - rankOf(other) || (one < other ? -1 : 1))

/** What the event schemas say of their types, by type. */
const typesFile = ({ types }: Catalogue): string =>
  canonicalJson(
    Object.fromEntries(
      [...types].map(([type, schema]) => [
        type,
        {
          key_class: schema.keyClass,
          purposes: schema.purposes,
          details: schema.details.map(({ name, class: sensitivity }) => [name, sensitivity]),
        },
      ]),
    ),
  )

/**
 * The files of a release that a folder has (`cedar/` and every other Cedar file, `tables/`), with what the catalogue says of types and codes. Default: those that this installation brings.
 * Reads them from disk.
 */
export function currentReleaseFiles(catalogue: Catalogue, folder: string = dirname(import.meta.dirname)): ReleaseFiles {
  const here = import.meta.dirname
  return new Map([
    ...cedarFiles(folder),
    ...folderFiles(join(folder, 'cedar'), 'cedar', '.cedarschema'),
    ...folderFiles(join(folder, 'tables'), 'tables', '.json'),
    ['tables/matrix.json', readFileSync(join(here, '../../schemas/classes/matrix.json'), 'utf8')],
    ['types.json', typesFile(catalogue)],
    ...CODE_LISTS.map((name) => [`codes/${name}.json`, canonicalJson(catalogue.codeLists.get(name) ?? null)] as const),
  ])
}
