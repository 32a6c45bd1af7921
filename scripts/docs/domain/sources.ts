import { loadCatalogue } from '../../../schemas/catalogue/load.ts'
import { readSources, schemasFolder } from '../../../schemas/catalogue/files.ts'
import { currentReleaseFiles } from '../../../policy/release/files.ts'
import { readPolicies } from '../../../policy/release/policy-set.ts'
import { table } from '../../../policy/release/tables.ts'
import type { Code } from '../../../schemas/catalogue/event-schema.ts'

const catalogue = loadCatalogue()
const files = currentReleaseFiles(catalogue)

/** Event types in the order of their families, F1 … F12, then by name. */
export const eventTypes = [...catalogue.types.values()].sort(
  (one, other) => Number(one.family.slice(1)) - Number(other.family.slice(1)) || (one.type < other.type ? -1 : 1),
)

interface SystemType {
  readonly eventType: string
  readonly title: string
}

/** Events that the bus writes itself; agencies publish none of them. */
export const systemTypes: readonly SystemType[] = readSources(schemasFolder, 'system', '.avsc').map(({ source }) => source as SystemType)

/** The codes of a list, in its order. Throws where there is no such list. */
export function codesOf(list: string): readonly Code[] {
  const found = catalogue.codeLists.get(list)
  if (found === undefined) throw new Error(`there is no code list ${list}`)
  return found.codes
}

/** The tables of the policies that this installation brings. */
export const tables = {
  matrix: table(files, 'tables/matrix.json').matrix,
  roles: table(files, 'tables/roles.json'),
  stepUp: table(files, 'tables/step-up.json'),
  subjectAccess: table(files, 'tables/subject-access.json'),
  typeGroups: table(files, 'tables/type-groups.json').groups,
  links: table(files, 'tables/links.json'),
  instruments: table(files, 'tables/instruments.json'),
  allocation: table(files, 'tables/allocation.json'),
}

/** Cedar policies of this installation, with the file each is in, in the order in which they are asked. */
export const policies = [...readPolicies([...files].filter(([path]) => path.endsWith('.cedar')))].flatMap(([path, inFile]) =>
  inFile.map(({ id = '', effect, comment = '' }) => ({ path, id, effect, comment })),
)

/** The text of the Cedar policies. */
export const policyText = [...files]
  .filter(([path]) => path.endsWith('.cedar'))
  .map(([, text]) => text)
  .join('\n')
