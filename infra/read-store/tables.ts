import type { AgencyId, CaseLogId, PersonId } from '../../schemas/ids.ts'

/** The read store's tables as Kysely sees them; `migrations/` makes them. No serial, no now(), no order of a map. */

/** A consumer's next offset per partition; moved first in the transaction that has the effect. */
export interface ConsumerOffsetTable {
  consumer: string
  topic: string
  partition: number
  next_offset: number
}

/** Head of links.events and control.events: the number and running hash of the last entry that took effect. */
export interface LogHeadTable {
  log: 'links' | 'control'
  sequence: number
  chain: Buffer
}

/** Head of each case log. */
export interface CaseLogTable {
  case_log: CaseLogId
  sequence: number
  chain: Buffer
}

/** An event of a case: the clear index part as its Avro bytes, with the columns that queries need. */
export interface CaseEventTable {
  case_log: CaseLogId
  sequence: number
  agency: AgencyId
  system: string
  event_id: string
  type: string
  /** Fingerprint of the CaseEvent schema that `index_part` was written with, hex. */
  record_schema: string
  index_part: Buffer
  /** Hashes of the plain parts, 32 bytes each, in the order that the chain is over: with them a read checks the chain and fetches no part. */
  part_hashes: Buffer
  chain: Buffer
  /** What it was warned of, JSON array of `{pointer, code}`: by intake, then by its case. */
  warnings: string
}

/** An event that a rule of the case refused: it has no number, and a repeat of it takes no effect. */
export interface CaseRefusedTable {
  case_log: CaseLogId
  agency: AgencyId
  system: string
  event_id: string
  /** What its publisher was told, JSON array of `{pointer, code, detail}`. */
  errors: string
}

/** Sealed content; `form` plain is the bytes of the log, reduced is the coarser form that the class defines. */
export interface CasePartTable {
  case_log: CaseLogId
  sequence: number
  owner: PersonId | ''
  class: string
  form: 'plain' | 'reduced'
  /** Hash of the plain sealed part, as the chain has it (core/chain); the same in both forms. */
  hash: Buffer
  sealed: Buffer
}

/** Who may have a link to a case: where the case list looks. A row is a candidate, never a permission; `decide` judges. */
export interface CaseCandidateTable {
  case_log: CaseLogId
  kind: 'staff' | 'agency' | 'agency_type'
  value: string
}

/** An accepted event of an agency, for its sender: whether it is in a case is not here. */
export interface PublicationTable {
  agency: AgencyId
  system: string
  event_id: string
  type: string
  /** When its inbox had it: ISO 8601 in UTC with milliseconds. */
  published_at: string
}

/** Why an accepted event was erased, and when that took effect. */
export interface PublicationErasedTable {
  agency: AgencyId
  system: string
  event_id: string
  /** Code of erasure_reason. */
  reason: string
  /** As the erasure says: date-time with offset. */
  erased_on: string
}

/** An event that a reader was shown: the first time, by the head of the case log that the read was of. Folded from access.log. */
export interface EventReadingTable {
  case_log: CaseLogId
  sequence: number
  /** The keyed hash by which the vault knows the reader. */
  reader: string
  head: number
  /** Number of the last entry of links.events that the reading was decided over. */
  links: number
  /** ISO 8601 in UTC with milliseconds. */
  read_at: string
}

/** A reader's last answer to a recall notice. Folded from access.log. */
export interface RecallAnswerTable {
  reader: string
  /** Id of the notice, known to its reader only. */
  recall: string
  acted: 'yes' | 'no'
  /** Code of core/access-log/recall-answer, or empty. */
  step: string
  answered_at: string
}

/** Claims of links.events: where an agency's event went. Of a decision, and of an event that people took out of its case, `case_log` is empty. */
export interface LinkClaimTable {
  agency: AgencyId
  system: string
  event_id: string
  /** Event type; empty in rows of before. */
  type: string
  digest: string
  inbox_topic: string
  inbox_partition: number
  inbox_offset: number
  case_log: CaseLogId | ''
  /** Person ids of the event, JSON array: subject first, then the harmed in the order of the event. */
  people: string
}

/** Persons of case logs. A person of a case that was read from several logs may be of more than one. */
export interface LinkPersonTable {
  person: PersonId
  case_log: CaseLogId
  role: 'subject' | 'adult' | 'child'
  /** JSON array of person ids: whom the person may be, where people have still to compare them. */
  candidates: string
}

/**
 * A token (identifier, name or birth date) of a person. `kind`: PNC, CRN, NOMIS, NHS, NINO, name, full_name, surname, given_name or birth_date. `agency`: which one said it
 * first of somebody who was known already; empty where it came with the first that was said of the person, or before agencies were kept.
 */
export interface LinkTokenTable {
  person: PersonId
  kind: string
  token: string
  agency: AgencyId | ''
}

/** Proceedings known for a case log. */
export interface LinkProceedingTable {
  kind: string
  token: string
  case_log: CaseLogId
}

/** Case logs by the number of the claim, in links.events, that opened each: which of two is the older. */
export interface LinkCaseTable {
  case_log: CaseLogId
  number: number
}

/** Case logs and people that are read as others, as people decided: the merges that count. */
export interface LinkMergedTable {
  kind: 'case' | 'person'
  id: CaseLogId | PersonId
  /** What stands for both. */
  into_id: CaseLogId | PersonId
  /** Case logs of the two ids. */
  case_log: CaseLogId
  into_case_log: CaseLogId
  /** Number of the decision in links.events. */
  number: number
}

/** Of people of cases that became one, who may be who: people have still to compare them. Counts while the two case logs are one case. */
export interface LinkCandidateTable {
  person: PersonId
  case_log: CaseLogId
  /** Whom the person may be. */
  candidate: PersonId
  candidate_log: CaseLogId
  /** Number of the first decision in links.events that says so. */
  number: number
}

/** Events that have left a case log, as people decided: they stay in it and take no part. */
export interface LinkLeftTable {
  case_log: CaseLogId
  agency: AgencyId
  system: string
  event_id: string
  /** Number of the decision in links.events. */
  number: number
}

/** Case logs that were read as one case with others, from one decision until another: who read them so must hear of it. */
export interface LinkSplitTable {
  case_log: CaseLogId
  /** Number of the decision, in links.events, that made them one. */
  since: number
  /** Number of the decision that ended it. */
  number: number
}

/** Events accepted but not linked, one row per token that they await. */
export interface UnlinkedTable {
  agency: AgencyId
  system: string
  event_id: string
  /** Event type; empty in rows of before. */
  type: string
  digest: string
  inbox_topic: string
  inbox_partition: number
  inbox_offset: number
  /** Offset in unlinked.events. */
  unlinked_offset: number
}

export interface UnlinkedAwaitsTable {
  agency: AgencyId
  system: string
  event_id: string
  token: string
}

/** What an agency's event says by which its later ones are judged: a row for each key by which it is found. */
export interface OwnStatementTable {
  /** The event's id, a keyed token of the proceeding that it is about, or the event that it corrects or withdraws. */
  about: string
  agency: AgencyId
  system: string
  event_id: string
  type: string
  inbox_topic: string
  inbox_partition: number
  inbox_offset: number
  /** JSON of `OwnStatement` (core/publish/own-events). */
  statement: string
}

/** Cases (`person` empty) and people of cases that were erased as a whole: nothing is linked to them any more. */
export interface ErasedScopeTable {
  case_log: string
  person: string
}

/** Entries of control.events in force, by number: the Avro value with its schema's fingerprint. */
export interface ControlEntryTable {
  sequence: number
  type: string
  schema: string
  entry: Buffer
  chain: Buffer
}

/** Access records by their offset in access.log: where to look, never an answer. */
export interface AccessEntryTable {
  position: number
  /** Id of the record. */
  id: string
  /** ISO 8601 in UTC with milliseconds. */
  at: string
  /** Keyed hash of the reader (core/access-log/reader-reference.ts); empty where nobody was signed in, or their opening was erased or altered. */
  reader: string
  agency: AgencyId | ''
  role: string
  purpose: string
  action: string
  outcome: string
}

/** Cases of access records: of each, what of it went out. */
export interface AccessCaseTable {
  case_log: CaseLogId
  /** Offset in access.log. */
  position: number
  /** Numbers of the events that went out (core/access-log/sequence-ranges.ts); empty for a record that names the case and showed nothing of it. */
  sequences: string
  /** Codes of the classes that went out, in whatever form, in order, with one space between them. */
  classes: string
}

export interface Tables {
  consumer_offset: ConsumerOffsetTable
  log_head: LogHeadTable
  case_log: CaseLogTable
  case_event: CaseEventTable
  case_part: CasePartTable
  case_refused: CaseRefusedTable
  case_candidate: CaseCandidateTable
  publication: PublicationTable
  publication_erased: PublicationErasedTable
  event_reading: EventReadingTable
  recall_answer: RecallAnswerTable
  access_entry: AccessEntryTable
  access_case: AccessCaseTable
  link_claim: LinkClaimTable
  link_person: LinkPersonTable
  link_token: LinkTokenTable
  link_proceeding: LinkProceedingTable
  link_case: LinkCaseTable
  link_merged: LinkMergedTable
  link_candidate: LinkCandidateTable
  link_left: LinkLeftTable
  link_split: LinkSplitTable
  unlinked: UnlinkedTable
  unlinked_awaits: UnlinkedAwaitsTable
  own_statement: OwnStatementTable
  erased_scope: ErasedScopeTable
  control_entry: ControlEntryTable
}
