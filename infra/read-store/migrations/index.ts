import { createHash } from 'node:crypto'
import { migrationHash, type Migration } from '../../database/migrations.ts'
import { tables } from './0001-tables.ts'
import { judgedInCase } from './0002-judged-in-case.ts'
import { recalls } from './0003-recalls.ts'
import { decidedLinks } from './0004-decided-links.ts'
import { breakGlass } from './0005-break-glass.ts'
import { names } from './0006-names.ts'
import { noCircularMerges } from './0007-no-circular-merges.ts'
import { proceedings } from './0008-proceedings.ts'
import { candidates } from './0009-candidates.ts'
import { ownPublications } from './0010-own-publications.ts'
import { typesOfEvents } from './0012-types-of-events.ts'
import { ownStatements } from './0013-own-statements.ts'
import { emptyParts } from './0014-empty-parts.ts'
import { erasedAreNotFound } from './0018-erased-are-not-found.ts'
import { foundByIndex } from './0019-found-by-index.ts'
import { erasedScopes } from './0017-erased-scopes.ts'
import { whoMayBeWho } from './0015-who-may-be-who.ts'
import { accessIndex } from './0016-access-index.ts'
import { whoSaidAName } from './0011-who-said-a-name.ts'

export { migrationHash, type Migration } from '../../database/migrations.ts'

/** Every migration, in the order in which they apply. */
export const migrations: readonly Migration[] = [
  tables,
  judgedInCase,
  recalls,
  decidedLinks,
  breakGlass,
  names,
  noCircularMerges,
  proceedings,
  candidates,
  ownPublications,
  whoSaidAName,
  typesOfEvents,
  ownStatements,
  emptyParts,
  whoMayBeWho,
  accessIndex,
  erasedScopes,
  erasedAreNotFound,
  foundByIndex,
]

/** SHA-256 over all migrations, hex: an embedded store made by others is thrown away. */
export const migrationsHash = (list: readonly Migration[] = migrations): string =>
  createHash('sha256')
    .update(list.map((migration) => `${migration.name} ${migrationHash(migration)}\n`).join(''))
    .digest('hex')
