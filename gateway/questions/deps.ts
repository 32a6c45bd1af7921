import type { EventLog } from '../../infra/event-log/port.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import type { ReadDeps } from '../read/deps.ts'
import type { ReadExplained } from '../audit/replay/explain-read.ts'
import type { AccessLog } from '../audit/access-log.ts'

/** What questions about reads are answered from. */
export interface QuestionDeps {
  readonly reads: ReadDeps
  readonly accessLog: AccessLog
  readonly eventLog: Pick<EventLog, 'ranges'>
  /** Makes a recorded read again from the logs and says why it showed what it did; undefined where there is no such record. */
  readonly explain: (record: string) => Promise<ReadExplained | undefined>
}

/** Who asks, and why: the reason goes on record, sealed. */
export interface Question {
  readonly reader: ReaderCredential
  readonly reason: string
}

/** A part of a long answer. */
export interface Page {
  /** Cursor of the page before. */
  readonly after?: string
  readonly limit: number
}

/** From when to when, both inclusive: moments, ISO 8601 in UTC with milliseconds. */
export interface Period {
  readonly from?: string
  readonly to?: string
}
