/** What alert rules hear of an access record: an entry of access.log, opened. Nothing of it is told; an alert says that it is there. */
export interface AccessFact {
  /** Id of the access record. */
  readonly id: string
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  /** Agency, role, purpose, action and outcome as the record has them. */
  readonly agency: string
  readonly role: string
  readonly purpose: string
  readonly action: string
  readonly outcome: string
  /** Keyed reference of who it was; empty: nobody, or an opening that is erased. */
  readonly reader: string
  /** Case logs that were read. */
  readonly cases: readonly string[]
  /** The case id as it was asked for; empty when none was. One of an agency always means the same case. */
  readonly asked: string
  /** How far the case logs were, added up: the same where nothing new has come in between. */
  readonly extent: number
  /** Keyed token of whom a look-up was for; empty: it was none. */
  readonly sought: string
  /** Keyed token of the words that were given; empty where none were. */
  readonly words: string
  /** Classes of which something was given out as said. */
  readonly classes: readonly string[]
  /** Of a print: whether a meeting on the case is near; undefined where that was not looked for. */
  readonly meetingNear?: boolean
}

/** What rules hear beside the log. A question that nobody has data for is not asked: its rule does not run. */
export interface Surroundings {
  /** Which data there is. */
  readonly has: ReadonlySet<AlertData>
  /** Whether a case is of the reader, of somebody close to the reader, or of somebody who works for an agency; from the staff directory. */
  readonly isSelf: (reader: string, caseLog: string) => boolean
  readonly isClose: (reader: string, caseLog: string) => boolean
  readonly isStaffOf: (agency: string, caseLog: string) => boolean
  /** Whether a case is of somebody on the list of people to be watched over. */
  readonly isSensitive: (caseLog: string) => boolean
  /** Whether a reader was on duty, less the minutes of grace; undefined: the roster does not have this reader. */
  readonly onDuty: (reader: string, at: number) => boolean | undefined
  readonly facesPerpetrator: (role: string) => boolean
}

/** Data that an installation gives beside the log. */
export type AlertData = 'directory' | 'sensitive-list' | 'roster'

/** No data but the log. */
export const LOG_ALONE: Omit<Surroundings, 'facesPerpetrator'> = {
  has: new Set(),
  isSelf: () => false,
  isClose: () => false,
  isStaffOf: () => false,
  isSensitive: () => false,
  onDuty: () => undefined,
}
