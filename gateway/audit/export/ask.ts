import type { CaseLogId } from '../../../schemas/ids.ts'
import type { RequestValue } from '../../../core/access-log/access-record.ts'

/** The action of the access record of an export. */
export const EXPORT_ACTION = 'audit-export'

/** Which records to export: those that all that is given is true of; nothing given: the whole log. */
export interface ExportAsk {
  /** Date-times with offset, both inclusive. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Id of a case as a reader was given it, or of a case log. */
  readonly case?: string | undefined
  /** Id of a person of a case. */
  readonly person?: string | undefined
  /** `<agency>:<staff id>`. */
  readonly reader?: string | undefined
  /** Ids of access records. */
  readonly records?: readonly string[] | undefined
  /** Whether the names of those who read are given. */
  readonly withReaders: boolean
  /** Whether the records are given as FHIR R4 AuditEvents too. Default: false. */
  readonly fhir?: boolean | undefined
}

/** What records are chosen by, beside times. */
export const chosenBy = (ask: ExportAsk): readonly string[] =>
  (['case', 'person', 'reader', 'records'] as const).filter((name) => ask[name] !== undefined)

/** Whether the whole log was asked for. */
export const isWhole = (ask: ExportAsk): boolean => ask.from === undefined && ask.to === undefined && chosenBy(ask).length === 0

/** An export as its access record has it, with why. */
export const askOnRecord = (ask: ExportAsk, reason: string): RequestValue['page'] => ({
  reason,
  readers: ask.withReaders ? 'named' : 'withheld',
  ...(ask.from === undefined ? {} : { from: ask.from }),
  ...(ask.to === undefined ? {} : { to: ask.to }),
  ...(ask.case === undefined ? {} : { case: ask.case }),
  ...(ask.person === undefined ? {} : { person: ask.person }),
  ...(ask.reader === undefined ? {} : { reader: ask.reader }),
  ...(ask.records === undefined ? {} : { records: ask.records.join(' ') }),
})

/** What of an ask is held to a record's opened values. `cases`: the case logs of the person or the case; undefined: of any. */
export interface Chosen {
  readonly ask: ExportAsk
  readonly cases: ReadonlySet<CaseLogId> | undefined
}
