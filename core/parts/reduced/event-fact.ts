import { monthOf } from './dates.ts'
import { codesOf, coarsened, entriesOf, type Entry, type Reduce } from './form.ts'

const KEPT_KINDS: ReadonlySet<string> = new Set(['code', 'codes', 'bool', 'int'])

function coarser({ pointer, value, field }: Entry): unknown {
  if (pointer === '/retention_class' || pointer === '/assertion/confidence') return value
  if (pointer === '/sharing') {
    const { lawful_basis: bases } = value as { readonly lawful_basis?: unknown }
    return bases === undefined ? undefined : { lawful_basis: bases }
  }
  if (field === undefined) return undefined
  if (KEPT_KINDS.has(field.kind)) return value
  return (field.kind === 'date' || field.kind === 'datetime') && typeof value === 'string' ? monthOf(value) : undefined
}

/** META: dates to the month; codes, booleans and numbers as said. References, the publisher's own reference and text are dropped. */
export const reduceEventFact: Reduce = (values, context) => coarsened(entriesOf(values, context), coarser)

/** SOURCE: the kind of source, never who (`/assertion/source_kind` and fields of that code list). */
export const reduceSource: Reduce = (values, context) =>
  coarsened(entriesOf(values, context), (entry) =>
    entry.pointer === '/assertion/source_kind' ? entry.value : codesOf('source_kind')(entry),
  )
