// Written by schemas/generate.ts from schemas/records/. Do not edit: run `npm run generate`.

import type { AgencyId, CaseLogId, PersonId } from '../ids.ts'

/** Who read what, when, why, from which versions, under which policy and engine, and the hash of what was released. Personal parts are salted commitments; their openings are sealed. */
export interface AccessRecord {
  /** Access record id, random UUID */
  readonly id: string
  /** The read's now, date-time in UTC with milliseconds */
  readonly at: string
  /** case-list, case, timeline, audit-records, audit-replay … */
  readonly action: string
  /** Agency of the reader; empty when unauthenticated */
  readonly agency: AgencyId | ''
  /** Role of the reader; empty when unauthenticated */
  readonly role: string
  /** Purpose stated; empty when none or unknown */
  readonly purpose: string
  /** permit, or the code of the refusal */
  readonly outcome: string
  /** Number of the decision engine */
  readonly engine: number
  /** Hash of the policy release, hex */
  readonly policy: string
  /** The logs' versions that the decision used */
  readonly versions: readonly LogVersion[]
  /** SHA-256 commitment to the reader */
  readonly actor: Buffer
  /** SHA-256 commitment to case, filters and page */
  readonly request: Buffer
  /** SHA-256 commitment to the effect per event */
  readonly decision: Buffer
  /** SHA-256 over the released set, hex */
  readonly released: string
  /** Value and salt of actor, sealed under the reader's key */
  readonly opening_actor: Buffer
  /** Values and salts of request and decision, sealed under the case's key, or the reader's where there is no case */
  readonly opening_case: Buffer
  /** Of a look-up: keyed token of the identifier and birth date that were looked for, the same for the same; else empty */
  readonly sought: string
}

/** An input's version */
export interface LogVersion {
  /** links, control, or case:<commitment index> for a case log named in the opening */
  readonly log: string
  /** Number of the last entry that took effect */
  readonly sequence: number
  /** Running hash up to it, hex */
  readonly chain: string
}

/** An agency may publish and its people may read; the newest entry per agency counts. */
export interface AgencyRegistered {
  /** Date-time in UTC */
  readonly at: string
  /** Agency id */
  readonly agency: AgencyId
  /** Name of the organisation */
  readonly name: string
  /** Code of agency_type */
  readonly agency_type: string
  /** Areas it works in */
  readonly areas: readonly string[]
  /** True for an agency, beside the bus operator, whose people may hold the roles of oversight (auditor, system_admin) */
  readonly oversight: boolean
  /** Whom to ring when it is urgent, by day and by night, as text; empty: nobody is named */
  readonly contact: string
}

/** A record of case.events: a clear index part and sealed parts. */
export interface CaseEvent {
  /** The clear part */
  readonly index: CaseEventIndex
  /** Sealed content, one per (owner, class), ordered by class then owner */
  readonly parts: readonly SealedPart[]
}

/** Random ids, codes and times that decisions, ordering and linking need. Never free text, JSON or personal data. */
export interface CaseEventIndex {
  /** The agency's event id (CloudEvents id) */
  readonly event_id: string
  /** Agency id, from the credential */
  readonly agency: AgencyId
  /** System of the agency, from the CloudEvents source */
  readonly system: string
  /** Event type, for example behaviour.incident-recorded */
  readonly type: string
  /** SHA-256 fingerprint of the writer schema of the event type, hex */
  readonly schema: string
  /** Case log id, random UUID; also the record's key */
  readonly case_log: CaseLogId
  /** Epoch of the intake that placed the event; 0 for system events */
  readonly epoch: number
  /** When it happened */
  readonly occurred: Occurred
  /** When the agency wrote it down, date-time with offset */
  readonly recorded_at: string
  /** Append time of the inbox, date-time in UTC with milliseconds */
  readonly published_at: string
  /** Person id of the subject, random UUID; empty in system events */
  readonly subject: PersonId | ''
  /** People harmed, in the order of the event */
  readonly harmed: readonly HarmedPerson[]
  /** assertion.basis code; empty in system events */
  readonly basis: string
  /** assertion.verification code; empty in system events */
  readonly verification: string
  /** handling.perp_knows code; empty in system events */
  readonly perp_knows: string
  /** The publisher's narrowing of the type's purposes */
  readonly purposes_permitted: readonly string[] | null
  /** Hidden until then from all but the publisher and the chair, date-time with offset */
  readonly embargo_until: string | null
  /** Event id that this event replaces */
  readonly corrects: string | null
  /** Event ids that the event refers to: based_on and details */
  readonly references: readonly string[]
  /** Proceedings that the event quotes */
  readonly proceedings: readonly CaseEventProceedingToken[]
  /** Fields sealed under a stricter class than the schema's */
  readonly raised: readonly RaisedClass[]
  /** Values that decisions need */
  readonly facts: readonly Fact[]
  /** Where the inbox record stood, from which its receipt's id follows; null in system events */
  readonly inbox: InboxPosition | null
  /** What intake warned its publisher of */
  readonly warnings: readonly EventWarning[]
  /** Publish rules by which the timeline judges the event at its place; none for events taken in before there were such rules */
  readonly judged_by: readonly string[]
  /** Harmed people of the case whom texts name beside those of the event, as far as intake knew them */
  readonly mentions: readonly Mention[]
  /** What kind of agency published the event, and its areas: whose word counts is worked out from it at the read; null in system events and in events taken in before it was kept */
  readonly publisher: Publisher | null
  /** Of case.access-blocked: the agency of whom it names; null where it names nobody of an agency, and in any other event */
  readonly barred: Barred | null
}

/** When it happened, as far as known */
export interface Occurred {
  /** ISO 8601 date, or date-time with offset */
  readonly from: string
  /** ISO 8601 date, or date-time with offset */
  readonly until: string | null
  /** exact, day, month, year or period */
  readonly precision: string
}

/** A person harmed */
export interface HarmedPerson {
  /** Person id, random UUID */
  readonly person: PersonId
  /** adult or child */
  readonly role: string
  /** How old when the event began, by the birth date that the event states: adult, child (under 16) or between; null where it states none */
  readonly age: string | null
  /** Person ids of those of whom this may be one; people have still to compare them */
  readonly candidates: readonly PersonId[]
}

/** A proceeding that the event quotes */
export interface CaseEventProceedingToken {
  /** marac, bail, oocr, order … */
  readonly kind: string
  /** Keyed HMAC of kind, area and id, hex */
  readonly token: string
  /** The event says that the proceeding is over */
  readonly ended: boolean
}

/** A field whose class the publisher raised */
export interface RaisedClass {
  /** Name of the field in details */
  readonly field: string
  /** The stricter class */
  readonly class: string
}

/** Codes, booleans, dates and tokens of details that decisions need; fields with indexed: true in the type's schema */
export interface Fact {
  /** Name of the field in details */
  readonly field: string
  /** Its values as text; staff references as keyed HMAC */
  readonly values: readonly string[]
}

/** Where the agency's record stood */
export interface InboxPosition {
  /** Inbox topic */
  readonly topic: string
  /** Partition */
  readonly partition: number
  /** Offset */
  readonly offset: number
}

/** A warning that intake gave */
export interface EventWarning {
  /** JSON Pointer (RFC 6901) of the field */
  readonly pointer: string
  /** Warning id, with the language rule's where there is one: W06, W01:L07 */
  readonly code: string
}

/** A text that names a harmed person of the case who is not in the event */
export interface Mention {
  /** Name of the field in details */
  readonly field: string
  /** Person id */
  readonly person: PersonId
}

/** An agency as the control log had it when the event was taken in */
export interface Publisher {
  /** Code of agency_type */
  readonly kind: string
  /** Areas that it works in */
  readonly areas: readonly string[]
}

/** Whom a block names, as far as its effect rests on it */
export interface Barred {
  /** Agency id */
  readonly agency: AgencyId
  /** True when it names the whole agency */
  readonly whole: boolean
}

/** AES-256-GCM under the key of (case, owner, class); see infra/vault. */
export interface SealedPart {
  /** Person id, or empty for the case itself */
  readonly owner: PersonId | ''
  /** One of the 22 sensitivity classes */
  readonly class: string
  /** 0x01, 12 bytes of nonce, ciphertext, 16 bytes of tag */
  readonly sealed: Buffer
}

/** Two people have ordered an erasure: its keys are destroyed, in this vault and in every one that is put back. What stays of it is this entry. */
export interface ErasureOrdered {
  /** Date-time in UTC */
  readonly at: string
  /** UUID of the erasure */
  readonly id: string
  /** Ids of the case logs, ordered; empty when a reader is meant */
  readonly cases: readonly string[]
  /** Ids of the person in those case logs, ordered; empty: everything of the case logs */
  readonly people: readonly string[]
  /** Keyed hash by which the vault knows a reader; empty when a case or a person of one is meant */
  readonly reader: string
  /** Codes of the classes, ordered; empty: every class */
  readonly classes: readonly string[]
  /** Of a person: every event that names the person is erased whole, with what it says of others */
  readonly whole_events: boolean
  /** Code of erasure_reason */
  readonly reason: string
  /** Staff tokens of the two people */
  readonly ordered_by: readonly string[]
}

/** Somebody proposes to erase a person, a case or a reader; it takes effect when another person has approved it. */
export interface ErasureProposed {
  /** Date-time in UTC */
  readonly at: string
  /** UUID of the erasure */
  readonly id: string
  /** Ids of the case logs, ordered; empty when a reader is meant */
  readonly cases: readonly string[]
  /** Ids of the person in those case logs, ordered; empty: everything of the case logs */
  readonly people: readonly string[]
  /** Keyed hash by which the vault knows a reader; empty when a case or a person of one is meant */
  readonly reader: string
  /** Codes of the classes, ordered; empty: every class */
  readonly classes: readonly string[]
  /** Of a person: every event that names the person is erased whole, with what it says of others */
  readonly whole_events: boolean
  /** Code of erasure_reason */
  readonly reason: string
  /** Staff token of who proposes it */
  readonly proposed_by: string
  /** Code of their role */
  readonly role: string
}

/** Which case log and which person ids an event's people have. Written before anything goes to case.events, and never decided again. */
export interface LinkClaim {
  /** Epoch of the intake that claimed */
  readonly epoch: number
  /** Agency id */
  readonly agency: AgencyId
  /** System of the agency */
  readonly system: string
  /** The agency's event id */
  readonly event_id: string
  /** Event type */
  readonly type: string
  /** Keyed HMAC of the event's content, hex; tells a repeat from a changed event */
  readonly digest: string
  /** Where the inbox record stood */
  readonly inbox: InboxPosition
  /** Case log id */
  readonly case_log: CaseLogId
  /** identifier, pair, proceeding, reference, new-identifier, new-pair or decision */
  readonly rule: string
  /** The subject first, then the harmed in the order of the event */
  readonly people: readonly LinkedPerson[]
  /** Proceedings that the event makes known for the case */
  readonly proceedings: readonly LinkClaimProceedingToken[]
  /** What later events of the same agency are judged by; null where no rule asks */
  readonly states: OwnStatement | null
  /** Identifiers and names, sealed per person */
  readonly parts: readonly SealedPart[]
}

/** A person of the event, as the link log knows them: keyed HMACs only */
export interface LinkedPerson {
  /** Person id, random UUID */
  readonly person: PersonId
  /** subject, adult or child */
  readonly role: string
  /** Strong identifiers that the event gave */
  readonly identifiers: readonly IdentifierToken[]
  /** Keyed HMAC of full name and birth date, hex; null when either is missing */
  readonly name: string | null
  /** Keyed HMAC of the full name, hex; null when a part is missing */
  readonly full_name: string | null
  /** Keyed HMAC of the family name, hex */
  readonly surname: string | null
  /** Keyed HMAC of the birth date, hex */
  readonly birth_date: string | null
  /** Keyed HMAC of the given name, hex; finds a person whom a text names */
  readonly given_name: string | null
  /** Person ids of those of whom this may be one, where it is not known which; people have still to compare them */
  readonly candidates: readonly PersonId[]
  /** The names without the spaces in them, and the first of several given names: what is only spelt otherwise agrees */
  readonly spellings: readonly NameSpelling[]
}

/** A strong identifier */
export interface IdentifierToken {
  /** PNC, CRN, NOMIS, NHS or NINO */
  readonly scheme: string
  /** Keyed HMAC, hex */
  readonly token: string
}

/** A name of the person as it is spelt otherwise */
export interface NameSpelling {
  /** name, full_name, surname or given_name */
  readonly kind: string
  /** Keyed HMAC, as of the name itself, hex */
  readonly token: string
}

/** A proceeding that the event quotes */
export interface LinkClaimProceedingToken {
  /** marac, bail, oocr, order … */
  readonly kind: string
  /** Keyed HMAC of kind, area and id, hex */
  readonly token: string
}

/** What an event says by which later events of its own agency are judged: codes, times, event ids and keyed tokens only */
export interface OwnStatement {
  /** First moment at which it may have begun to be true, date-time in UTC */
  readonly begun: string
  /** Keyed HMACs of the proceeding that it is about, hex */
  readonly proceedings: readonly string[]
  /** Id of the event that it is a later version of */
  readonly corrects: string | null
  /** Id of the event that it withdraws */
  readonly retracts: string | null
  /** Code of a decision, or the day by which one is due; empty of all other types */
  readonly says: string
}

/** What an agency's people decided of who is who: cases and people that are one, or are one no more, and events that belong to another case or to none. Case logs never move. */
export interface LinkDecided {
  /** Epoch of the intake that took the decision */
  readonly epoch: number
  /** Agency id */
  readonly agency: AgencyId
  /** System of the agency */
  readonly system: string
  /** Id of the agency's case.relinked event */
  readonly event_id: string
  /** Keyed HMAC of the event's content, hex; tells a repeat from a changed event */
  readonly digest: string
  /** Where the inbox record stood */
  readonly inbox: InboxPosition
  /** Code of relink_op */
  readonly op: string
  /** Case log under whose keys the parts are sealed */
  readonly case_log: CaseLogId | ''
  /** What became one */
  readonly merged: readonly Merged[]
  /** Of people whom the cases that became one have, who may be who, where more than one fits */
  readonly candidates: readonly MayBe[]
  /** What is one no more */
  readonly split: readonly Split[]
  /** Events that change their case */
  readonly moved: readonly Moved[]
  /** Identifiers and names that find people no more */
  readonly forgotten: readonly ForgottenToken[]
  /** Proceedings that find the case no more */
  readonly forgotten_proceedings: readonly ForgottenProceeding[]
  /** Reason, confidence and second checker, sealed */
  readonly parts: readonly SealedPart[]
}

/** A case log, or a person, that is read as another one from now on */
export interface Merged {
  /** case or person */
  readonly kind: string
  /** Case log id or person id */
  readonly id: CaseLogId | PersonId
  /** The id that stands for both: of cases the older one's */
  readonly into: CaseLogId | PersonId
  /** Case log of id */
  readonly case_log: CaseLogId
  /** Case log of into */
  readonly into_case_log: CaseLogId
}

/** A harmed person of one case who may be one of another, now that the two cases are one; people have still to compare them */
export interface MayBe {
  /** Person id */
  readonly person: PersonId
  /** Case log of the person */
  readonly case_log: CaseLogId
  /** Person id of whom this may be one */
  readonly candidate: PersonId
  /** Case log of the candidate */
  readonly candidate_log: CaseLogId
}

/** A merge that counts no more */
export interface Split {
  /** case or person */
  readonly kind: string
  /** The id that had been merged into another one */
  readonly id: CaseLogId | PersonId
  /** Number of the decision, in links.events, that had made them one */
  readonly since: number
  /** Of a case, the case logs that it was read from until now; of a person, none */
  readonly case_logs: readonly CaseLogId[]
}

/** An event that belongs to another case; its record in the log that it leaves stays, and takes no part */
export interface Moved {
  /** Agency id of the event */
  readonly agency: AgencyId
  /** System of the agency */
  readonly system: string
  /** The agency's event id */
  readonly event_id: string
  /** Case log that it leaves */
  readonly from: CaseLogId
  /** Case log that it is appended to; empty: none */
  readonly case_log: CaseLogId | ''
  /** The subject first, then the harmed in the order of the event; empty where it is in no case */
  readonly people: readonly LinkedPerson[]
  /** Proceedings that the event makes known for the case */
  readonly proceedings: readonly LinkDecidedProceedingToken[]
}

/** A proceeding that the event quotes */
export interface LinkDecidedProceedingToken {
  /** marac, bail, oocr, order … */
  readonly kind: string
  /** Keyed HMAC of kind, area and id, hex */
  readonly token: string
}

/** What a person is no longer known by, because only events that left said so */
export interface ForgottenToken {
  /** Person id */
  readonly person: PersonId
  /** Keyed HMAC, hex */
  readonly token: string
}

/** A proceeding that only events that left had quoted */
export interface ForgottenProceeding {
  /** Keyed HMAC, hex */
  readonly token: string
  /** Case log */
  readonly case_log: CaseLogId
}

/** An intake became the active one; entries of an older epoch after this one are void. */
export interface LinkEpoch {
  /** 1, 2, 3 … */
  readonly epoch: number
  /** Random id of the intake process */
  readonly intake: string
  /** Date-time in UTC */
  readonly started_at: string
}

/** Somebody proposes a policy release; it takes effect when another person has approved it. */
export interface PolicyProposed {
  /** Date-time in UTC */
  readonly at: string
  /** SHA-256 of the release, hex */
  readonly hash: string
  /** Number of the engine that is to evaluate it */
  readonly engine: number
  /** The files, ordered by path */
  readonly files: readonly ProposedFile[]
  /** Staff token of who proposes it */
  readonly proposed_by: string
  /** Code of their role */
  readonly role: string
  /** What it changes and why, in words; nothing of a person */
  readonly reason: string
  /** SHA-256 of the report of what it would have changed in recorded reads, hex; empty: none was made */
  readonly counterfactual: string
  /** Why no such report was made, in words; empty: one was */
  readonly no_counterfactual: string
}

/** A file of the release */
export interface ProposedFile {
  /** Path in the release */
  readonly path: string
  /** Its bytes */
  readonly content: Buffer
}

/** A policy release takes effect: a set of files named by its hash. */
export interface PolicyReleased {
  /** Date-time in UTC */
  readonly at: string
  /** SHA-256 of the release, hex */
  readonly hash: string
  /** Number of the engine that evaluates it */
  readonly engine: number
  /** The files, ordered by path */
  readonly files: readonly PolicyFile[]
  /** Staff tokens of those who released it */
  readonly approved_by: readonly string[]
  /** SHA-256 of the report that those who released it stand behind, hex; empty: none was made */
  readonly counterfactual: string
}

/** A file of the release */
export interface PolicyFile {
  /** Path in the release */
  readonly path: string
  /** Its bytes */
  readonly content: Buffer
}

/** What became of a published event, for its publisher alone, in one entry or two of the same receipt. Never says whether the person was known. */
export interface Receipt {
  /** Receipt id, UUID, from the inbox position */
  readonly receipt: string
  /** CloudEvents source, when it could be read */
  readonly source: string | null
  /** CloudEvents id, when it could be read */
  readonly event_id: string | null
  /** Event type, when it could be read */
  readonly type: string | null
  /** accepted, repeated, rejected or held */
  readonly status: string
  /** Empty unless rejected or held */
  readonly errors: readonly FieldError[]
  /** Where the inbox record stood */
  readonly inbox: InboxPosition
  /** When its record was published, date-time in UTC; of receipts of before also: when it was judged */
  readonly at: string
  /** What its sender may want to put right; the event is kept as it is */
  readonly warnings: readonly FieldError[]
  /** False where a later entry of the same receipt follows, as it does for every event of its type */
  readonly final: boolean
}

/** What is wrong and what would be right; never a submitted value */
export interface FieldError {
  /** JSON Pointer (RFC 6901) */
  readonly pointer: string
  /** Publish rule or error code */
  readonly code: string
  /** In words */
  readonly detail: string
  /** The language rule (L01 …) behind a G21 or a W01 */
  readonly rule: string | null
}

/** What was decided of how long a case is kept: a hold stops every clock until it is lifted; an extension after a review keeps everything until a day. */
export interface RetentionDecided {
  /** Date-time in UTC */
  readonly at: string
  /** Ids of the case logs, ordered */
  readonly cases: readonly string[]
  /** hold: no clock runs; lift: they run again; extend: what is due is kept until the day below */
  readonly kind: string
  /** death_review, inquiry, litigation or live_request of a hold and its lifting; safeguarding, policing_purpose, legal_duty or research of an extension */
  readonly ground: string
  /** Of an extension: last day in London on which it is kept; else empty */
  readonly until: string
  /** Staff tokens of who decided: two people but for a hold */
  readonly decided_by: readonly string[]
}

/** What ids the schema registry has given to schemas. Read by its own fingerprint, never by an id. An id that was recorded is never said otherwise within one numbering. */
export interface SchemaIds {
  /** Date-time in UTC */
  readonly at: string
  /** True where another registry took the place of the one before and numbers otherwise: a numbering begins here. False: these are more ids of the numbering before */
  readonly renumbered: boolean
  /** Ascending by id */
  readonly ids: readonly SchemaId[]
}

/** An id and what it names */
export interface SchemaId {
  /** Wire id of the registry */
  readonly id: number
  /** Fingerprint of the schema, SHA-256 over its canonical JSON, hex */
  readonly schema: string
}

/** A person's standing at an agency: the newest entry per person counts. Who has no entry has the standing that the sign-in's claims give. */
export interface StaffChanged {
  /** Date-time in UTC */
  readonly at: string
  /** Staff token of the person: of <agency>:<staff id>, as in access.case-linked */
  readonly staff: string
  /** active: reads in the role below and in no other; ended: reads nothing */
  readonly status: string
  /** Code of the role; empty when ended */
  readonly role: string
  /** Staff token of who asked for it */
  readonly by: string
  /** What the agency has named the person for besides the role (core/control/duties.ts), for example allocation_lead */
  readonly duties: readonly string[]
}

/** An accepted event that no rule links yet: visible to its sender only, tried again when one of its tokens becomes known. */
export interface UnlinkedEvent {
  /** Epoch of the intake */
  readonly epoch: number
  /** Agency id */
  readonly agency: AgencyId
  /** System of the agency */
  readonly system: string
  /** The agency's event id */
  readonly event_id: string
  /** Event type */
  readonly type: string
  /** Keyed HMAC of the event's content, hex */
  readonly digest: string
  /** Where the inbox record stood */
  readonly inbox: InboxPosition
  /** Append time of the inbox, date-time in UTC */
  readonly published_at: string
  /** Tokens and event ids; the event is tried again when one becomes known */
  readonly awaits: readonly string[]
  /** SHA-256 fingerprint of the writer schema, hex */
  readonly schema: string
  /** What later events of the same agency are judged by; null where no rule asks */
  readonly states: OwnStatement | null
  /** The Avro value of the event, sealed under the key of (unlinked:<agency>/<system>/<event id>, empty, UNLINKED) */
  readonly sealed: Buffer
}

/** Registry subjects of the records that the bus writes. */
export const SUBJECTS = {
  accessRecord: 'uk.throughline.log.AccessRecord',
  agencyRegistered: 'uk.throughline.control.AgencyRegistered',
  caseEvent: 'uk.throughline.log.CaseEvent',
  erasureOrdered: 'uk.throughline.control.ErasureOrdered',
  erasureProposed: 'uk.throughline.control.ErasureProposed',
  linkClaim: 'uk.throughline.log.LinkClaim',
  linkDecided: 'uk.throughline.log.LinkDecided',
  linkEpoch: 'uk.throughline.log.LinkEpoch',
  policyProposed: 'uk.throughline.control.PolicyProposed',
  policyReleased: 'uk.throughline.control.PolicyReleased',
  receipt: 'uk.throughline.log.Receipt',
  retentionDecided: 'uk.throughline.control.RetentionDecided',
  schemaIds: 'uk.throughline.control.SchemaIds',
  staffChanged: 'uk.throughline.control.StaffChanged',
  unlinkedEvent: 'uk.throughline.log.UnlinkedEvent',
} as const
