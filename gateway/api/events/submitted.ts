import type { Judgement } from '../../../core/publish/judge-value.ts'
import { parseSource } from '../../../schemas/codec/check-attributes.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import { isUuid } from '../../../schemas/codec/formats.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import type { EventResult } from '../problem.ts'
import type { Kept } from './intake.ts'

const SOURCE_AGENCY = /^\/agencies\/([^/]*)/

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined

/** True when the value's source names an agency, and not this one. */
export function namesAnotherAgency(value: unknown, agency: AgencyId): boolean {
  const source = field(value, 'source')
  const named = typeof source === 'string' ? SOURCE_AGENCY.exec(source)?.[1] : undefined
  return named !== undefined && named !== agency
}

/** id and source for the answer, where they have the form of one; anything else is not said back. */
export function identityOf(value: unknown): { readonly id: string | null; readonly source: string | null } {
  const [id, source] = [field(value, 'id'), field(value, 'source')]
  return {
    id: typeof id === 'string' && isUuid(id) ? id : null,
    source: typeof source === 'string' && parseSource(source) !== undefined ? source : null,
  }
}

/** The result of one event; `prefix` stands before its pointers in a list. */
export function resultOf(value: unknown, verdict: Judgement, prefix: string, kept: Kept | undefined): EventResult {
  const inList = (name: 'errors' | 'held' | 'warnings', found: readonly FieldError[]) =>
    found.length === 0 ? {} : { [name]: found.map((error) => ({ ...error, pointer: `${prefix}${error.pointer}` })) }
  return {
    ...identityOf(value),
    status: kept === undefined ? verdict.status : 'received',
    ...(kept === undefined
      ? {}
      : {
          receipt: kept.receipt,
          ...(kept.inForce === undefined
            ? {}
            : { in_force: kept.inForce, ...(kept.words === undefined ? {} : { in_force_detail: kept.words }) }),
        }),
    ...(verdict.status === 'accepted'
      ? { ...inList('held', verdict.held), ...inList('warnings', verdict.warnings) }
      : inList('errors', verdict.errors)),
  }
}

export const foreignSource = (pointer: string): FieldError => ({
  pointer,
  code: 'wrong-source',
  detail: 'source must begin with /agencies/ and the agency that the credential belongs to.',
})
