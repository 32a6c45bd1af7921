import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lookUpIds } from '../../infra/registry/confluent/look-up-ids.ts'
import type { KnownSchema } from '../../infra/registry/numbered/known-schemas.ts'
import { parseIds } from '../../schemas/compatibility/released.ts'
import { schemasFolder } from '../../schemas/index.ts'
import type { Places } from '../adapters.ts'

/** The id that the registry in use gives to each schema, by fingerprint; undefined where it lacks one. Rejects with RegistryError `unavailable`. */
export async function idsNow(
  { registryUrl: url }: Pick<Places, 'registryUrl'>,
  versions: readonly KnownSchema[],
): Promise<ReadonlyMap<string, number | undefined>> {
  if (url !== undefined) return lookUpIds({ url }, versions)
  const ids = new Map(
    [...parseIds(readFileSync(join(schemasFolder, 'released', 'ids.json'), 'utf8'))].map(([id, { fingerprint }]) => [fingerprint, id]),
  )
  return new Map(versions.map(({ fingerprint }) => [fingerprint, ids.get(fingerprint)]))
}
