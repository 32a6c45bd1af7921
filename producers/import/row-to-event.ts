import { readDate, readerOf, TWICE, type CellError, type Read, type ReadCell, type ReadDay } from './cell.ts'
import { eventIdOf } from './event-id.ts'
import { inOrder } from './in-order.ts'
import type { ColumnRule, DateRule, FieldRule, Mapping } from './mapping.ts'
import { objectFrom, type PointedValue } from './set-values.ts'

/** The cells of a row by column; a column that the row does not have is empty. */
export type Row = ReadonlyMap<string, string>

/** What is wrong with a row, and in which column; no column where it is the whole row. */
export interface RowError {
  readonly column?: string
  readonly code: string
  readonly detail: string
}

/** An event in its JSON form, as far as an import looks into it. */
export interface MappedEvent extends Readonly<Record<string, unknown>> {
  readonly id: string
  readonly type: string
  readonly data: unknown
}

export type MappedRow =
  /** The mapping says that such rows are no event of this agency, and why. */
  | { readonly ok: false; readonly leftOut: string; readonly record?: string }
  | { readonly ok: true; readonly event: MappedEvent; readonly record: string; readonly columnOf: (pointer: string) => string | undefined }
  | { readonly ok: false; readonly leftOut?: undefined; readonly errors: readonly RowError[]; readonly record?: string }

/** Makes an event (CloudEvents JSON) of a row. Pure: the same row, the same event. */
export type RowMapper = (row: Row) => MappedRow

/** Times that follow one another, and the column of each. */
interface TimeOfRow {
  readonly column: string
  readonly read: ReadDay | undefined
}

const MISSING: CellError = { code: 'missing', detail: 'Must not be empty.' }

/** A date rule with its patterns compiled. */
interface DateReader {
  readonly column: string
  readonly read: ReturnType<typeof readDate>
}
const NEEDS_TIME: CellError = {
  code: 'not-a-date',
  detail: 'Write the time, too; or let the mapping say at what time such records are closed.',
}
const OWN_REFERENCE: CellError = {
  code: 'own-reference',
  detail: 'Is the reference of this very row: write that of the other record, and give this one its own.',
}
const dateReader = (rule: DateRule): DateReader => ({ column: rule.column, read: readDate(rule) })

/** A rule of a field that comes from columns. */
interface FieldReader {
  readonly rule: ColumnRule
  readonly columns: readonly string[]
  readonly read: ReadCell
  readonly nothing: ReadonlySet<string> | undefined
}

/** A mapper for the rows of an agency; `agency` is the id that its credential has. */
export function createRowMapper(mapping: Mapping, agency: string): RowMapper {
  const source = `/agencies/${agency}/${mapping.system}`
  const recordColumns = [mapping.record.column].flat()
  const types = typeof mapping.type === 'string' ? undefined : readerOf({ form: 'code', codes: mapping.type.codes })
  const typeColumn = typeof mapping.type === 'string' ? '' : mapping.type.column
  const leftOut = new Map(
    Object.entries(typeof mapping.type === 'string' ? {} : (mapping.type.left_out ?? {})).map(([code, why]) => [code.toLowerCase(), why]),
  )
  const recordedAt = dateReader(mapping.recorded_at)
  const from = dateReader(mapping.occurred.from)
  const until = mapping.occurred.until && dateReader(mapping.occurred.until)
  const readers = new Map(
    mapping.fields.flatMap((rule): [FieldRule, FieldReader][] =>
      'column' in rule
        ? [[rule, { rule, columns: [rule.column].flat(), read: readerOf(rule), nothing: rule.empty && new Set(rule.empty) }]]
        : [],
    ),
  )
  const columnsByPointer = new Map<string, string>([
    ['/data/occurred/from', from.column],
    ['/data/recorded_at', recordedAt.column],
    ['/time', recordedAt.column],
    ['/data/agency_record_ref', recordColumns[0] ?? ''],
    ['/id', recordColumns[0] ?? ''],
    ...(until === undefined ? [] : [['/data/occurred/until', until.column] as const]),
    ...mapping.fields.flatMap((rule) => ('column' in rule ? [[rule.to, [rule.column].flat()[0] ?? ''] as const] : [])),
    ...(typeColumn === '' ? [] : [['/type', typeColumn] as const]),
  ])
  const columnOf = (pointer: string): string | undefined => {
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const column = columnsByPointer.get(at)
      if (column !== undefined) return column
    }
    return undefined
  }

  const empty = new Set(mapping.source.empty)

  return (row) => {
    const errors: RowError[] = []
    const cell = (column: string, nothing: ReadonlySet<string> = empty): string => {
      const text = row.get(column)?.trim() ?? ''
      return nothing.has(text) ? '' : text
    }
    const fail = (column: string, { code, detail }: CellError): undefined => {
      errors.push({ column, code, detail })
      return undefined
    }
    const take = <T>(column: string, read: (text: string) => Read<T>): T | undefined => {
      const text = cell(column)
      if (text === '') return fail(column, MISSING)
      const result = read(text)
      return result.ok ? result.value : fail(column, result.error)
    }
    /** What the times of a row mean: by their order, where one lies in the hour that came twice. Days say nothing of it. */
    const meant = (times: readonly TimeOfRow[]): readonly (string | undefined)[] => {
      const moments = times.flatMap(({ read }) => (read !== undefined && 'moments' in read ? [read.moments] : []))
      const found = inOrder(moments).values()
      return times.map(({ column, read }) => {
        if (read === undefined) return undefined
        return 'day' in read ? read.day : (found.next().value ?? fail(column, TWICE))
      })
    }
    const applies = ({ types: only, when }: FieldRule, type: string): boolean =>
      (only?.includes(type) ?? true) &&
      (when === undefined || when.in.some((text) => text.toLowerCase() === cell(when.column).toLowerCase()))
    const valueOf = ({ rule, columns, read, nothing }: FieldReader, type: string, record: string): unknown => {
      const text = columns
        .map((column) => cell(column, nothing))
        .filter((part) => part !== '')
        .join(' ')
      const [column = ''] = columns
      if (text === '') return rule.required === true ? fail(column, MISSING) : undefined
      const parts =
        rule.separator === undefined
          ? [text]
          : text
              .split(rule.separator)
              .map((part) => part.trim())
              .filter((part) => part !== '')
      const values = parts.flatMap((part) => {
        const result = read(part)
        return result.ok ? [result.value] : (fail(column, result.error) ?? [])
      })
      if (rule.form !== 'event-id') return rule.separator === undefined ? values[0] : values
      if (values.includes(record) && (rule.of ?? type) === type) return fail(column, OWN_REFERENCE)
      const ids = values.map((reference) => eventIdOf(source, rule.of ?? type, String(reference)))
      return rule.separator === undefined ? ids[0] : ids
    }

    const record = recordColumns
      .map((column) => cell(column))
      .filter((part) => part !== '')
      .join(' ')
    const why = leftOut.get(cell(typeColumn).toLowerCase())
    if (why !== undefined) return { ok: false, leftOut: why, record }
    const type = typeof mapping.type === 'string' ? mapping.type : types && take(typeColumn, types)
    if (record === '') fail(recordColumns[0] ?? '', MISSING)
    const recordedRead = take(recordedAt.column, recordedAt.read)
    const begunRead = take(from.column, from.read)
    const endedRead = until === undefined || cell(until.column) === '' ? undefined : take(until.column, until.read)
    if (recordedRead !== undefined && 'day' in recordedRead) fail(recordedAt.column, NEEDS_TIME)
    const [begun, ended, recorded] = meant([
      { column: from.column, read: begunRead },
      { column: until?.column ?? '', read: endedRead },
      { column: recordedAt.column, read: recordedRead },
    ])
    const fields =
      type === undefined
        ? []
        : mapping.fields
            .filter((rule) => applies(rule, String(type)))
            .flatMap((rule): PointedValue[] => {
              const reader = readers.get(rule)
              const value = reader === undefined ? 'value' in rule && rule.value : valueOf(reader, String(type), record)
              return value === undefined ? [] : [{ to: rule.to, value, isConstant: reader === undefined }]
            })
    if (errors.length > 0 || type === undefined || recorded === undefined || begun === undefined) return { ok: false, errors, record }
    const precision = ended !== undefined ? 'period' : begun.length > 'YYYY-MM-DD'.length ? 'exact' : 'day'
    const { data } = objectFrom([
      { to: '/data/occurred/from', value: begun, isConstant: false },
      { to: '/data/occurred/precision', value: precision, isConstant: false },
      ...(ended === undefined ? [] : [{ to: '/data/occurred/until', value: ended, isConstant: false }]),
      { to: '/data/recorded_at', value: recorded, isConstant: false },
      { to: '/data/agency_record_ref', value: record, isConstant: false },
      { to: '/data/subject/key', value: 'subject', isConstant: true },
      { to: '/data/subject/identifiers', value: [], isConstant: true },
      { to: '/data/details', value: {}, isConstant: true },
      { to: '/data/harmed', value: [], isConstant: true },
      ...fields,
    ])
    const event = {
      specversion: '1.0',
      id: eventIdOf(source, String(type), record),
      source,
      type: String(type),
      time: recorded,
      datacontenttype: 'application/json',
      data: withKeys(data),
    }
    return { ok: true, event, record, columnOf }
  }
}

/** Gives the harmed people of an event the keys harmed-1, harmed-2 … where the mapping gives them none, and each person a list of identifiers. */
function withKeys(data: unknown): unknown {
  const { harmed, ...rest } = data as { readonly harmed: readonly Record<string, unknown>[] }
  return { ...rest, harmed: harmed.map((person, index) => ({ key: `harmed-${String(index + 1)}`, identifiers: [], ...person })) }
}
