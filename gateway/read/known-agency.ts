import type { FieldError, Result } from '../../schemas/codec/errors.ts'
import type { ReadDeps } from './deps.ts'

const UNKNOWN: FieldError = {
  pointer: '/query/agency',
  code: 'unknown-agency',
  detail:
    'No agency with this id is registered here. Use an id as items have it in agency.id: the one that a source begins with, /agencies/<id>/.',
}

/**
 * A query that names no agency, or one that is registered; else what is wrong. INVARIANT: it depends on the register of agencies alone, and on no case: it is
 * looked at before any.
 */
export async function ofKnownAgency<Query extends { readonly agency?: string }>(
  { readControl, readStore }: Pick<ReadDeps, 'readControl' | 'readStore'>,
  query: Result<Query>,
): Promise<Result<Query>> {
  if (!query.ok || query.value.agency === undefined) return query
  const { agencies } = await readControl(readStore.db)
  return agencies.has(query.value.agency) ? query : { ok: false, errors: [UNKNOWN] }
}
