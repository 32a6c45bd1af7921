import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { canonicalJson } from '../../schemas/avro/canonical.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import { SUBJECTS } from './authorizer.ts'
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
 * The files of a release that a folder has (`cedar/`, `tables/`), with what the catalogue says of types and codes. Default: those that this installation brings.
 * Reads them from disk.
 */
export function currentReleaseFiles(catalogue: Catalogue, folder: string = dirname(import.meta.dirname)): ReleaseFiles {
  const here = import.meta.dirname
  return new Map([
    ...SUBJECTS.flatMap((about) => folderFiles(join(folder, 'cedar', about), `cedar/${about}`, '.cedar')),
    ...folderFiles(join(folder, 'cedar'), 'cedar', '.cedarschema'),
    ...folderFiles(join(folder, 'tables'), 'tables', '.json'),
    ['tables/matrix.json', readFileSync(join(here, '../../schemas/classes/matrix.json'), 'utf8')],
    ['types.json', typesFile(catalogue)],
    ...CODE_LISTS.map((name) => [`codes/${name}.json`, canonicalJson(catalogue.codeLists.get(name) ?? null)] as const),
  ])
}
