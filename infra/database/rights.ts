import type { Run } from './run.ts'
import { SCHEMAS, type Schema } from './schemas.ts'

/** Roles of the processes, each with the least that it needs. They own nothing and change no table. */
export const ROLES = [
  'throughline_intake',
  'throughline_timeline',
  'throughline_gateway',
  'throughline_control',
  'throughline_audit',
] as const
export type Role = (typeof ROLES)[number]

/** Privileges by table. */
type Rights = Readonly<Record<string, string>>

const READ = 'select'
const ADD = 'select, insert'
const MOVE = 'select, insert, update'
const TAKE = 'select, insert, delete'
/** The reduced forms of an erased event are emptied. */
const ERASE = 'select, insert, update (sealed)'
/** What an erased reader read, or what was read of an erased case. */
const FORGET = 'select, insert, update, delete'
/** Who an erased reader was. */
const UNNAME = 'select, insert, update (reader)'
/** `wrapped` may only become null: see the trigger of vault.data_key. */
const DESTROY = 'select, insert, update (wrapped)'
/** What is missing is written down by whoever finds it, and forgotten when its key is destroyed. */
const MISSING = 'select, insert, delete'
/** Which keys there are, and that one is gone for good, and no key itself. */
const NAMES = 'select (case_id, person, class), insert (case_id, person, class)'
/** The log of what was read: what the one who writes it does, all of it, or how far it is and what it signed, which everybody may know: a start is refused beside a log without its key. */
const READ_LOG: Rights = { log_position: READ, leaf: READ, tile: READ, checkpoint: READ }
const SEE_LOG: Rights = { log_position: READ, checkpoint: READ }
const WRITE_LOG: Rights = { log_position: 'select, update', leaf: ADD, tile: MOVE, checkpoint: MOVE }
/** An operator decides through the process that runs `control`. */
const DECIDE = 'select, insert, update, delete'

/**
 * What each process touches (consumers/, gateway/). Nobody but the owner deletes a row of the timeline: a rebuild is the owner's.
 * The timeline's role may also run control, which had no role of its own once.
 */
export const RIGHTS: Readonly<Record<Role, Partial<Record<Schema, Rights>>>> = {
  throughline_intake: {
    timeline: {
      consumer_offset: MOVE,
      log_head: MOVE,
      link_claim: MOVE,
      link_person: ADD,
      link_token: TAKE,
      link_proceeding: TAKE,
      link_case: ADD,
      link_merged: TAKE,
      link_candidate: ADD,
      link_left: TAKE,
      link_split: ADD,
      unlinked: TAKE,
      unlinked_awaits: TAKE,
      own_statement: ADD,
      erased_scope: READ,
      control_entry: READ,
      case_refused: READ,
      publication: ADD,
      // What an event says that people move to another case.
      case_event: READ,
      case_part: READ,
    },
    vault: { data_key: DESTROY, secret: ADD, master_check: ADD, lost_key: MISSING, accepted_loss: READ, kept_count: READ },
    heads: { head: MOVE, accepted_loss: READ },
    transparency: SEE_LOG,
  },
  throughline_timeline: {
    timeline: {
      consumer_offset: MOVE,
      log_head: MOVE,
      control_entry: ADD,
      case_log: MOVE,
      case_event: ADD,
      case_part: ERASE,
      case_candidate: ADD,
      case_refused: ADD,
      event_reading: FORGET,
      recall_answer: FORGET,
      access_entry: UNNAME,
      access_case: TAKE,
      publication: ADD,
      publication_erased: ADD,
      // Where an erased event stands that is not in the case log of its erasure.
      link_claim: READ,
      link_left: READ,
      unlinked: READ,
      erased_scope: ADD,
    },
    vault: { data_key: DESTROY, secret: ADD, master_check: ADD, lost_key: DECIDE, accepted_loss: ADD, kept_count: READ },
    heads: { head: MOVE, accepted_loss: READ },
    transparency: WRITE_LOG,
  },
  throughline_gateway: {
    timeline: {
      consumer_offset: READ,
      log_head: READ,
      control_entry: READ,
      case_log: READ,
      case_event: READ,
      case_part: READ,
      case_candidate: READ,
      case_refused: READ,
      event_reading: READ,
      recall_answer: READ,
      access_entry: READ,
      access_case: READ,
      link_merged: READ,
      link_candidate: READ,
      link_left: READ,
      link_split: READ,
      // What an agency's own systems and people read of what it published; of what waits, where it stands in its log.
      publication: READ,
      publication_erased: READ,
      unlinked: READ,
    },
    vault: { data_key: ADD, secret: ADD, master_check: ADD, lost_key: ADD, accepted_loss: READ, kept_count: MOVE },
    identity: {
      session: 'select, insert, update, delete',
      agency_key: 'select, insert, update',
      used_assertion: 'select, insert, update, delete',
    },
    heads: { head: READ, accepted_loss: READ },
    transparency: READ_LOG,
  },
  throughline_control: {
    timeline: { consumer_offset: MOVE, log_head: MOVE, control_entry: ADD },
    // Tokens of staff, by the secret; no key of any case.
    vault: { secret: ADD, master_check: ADD, data_key: NAMES, lost_key: DECIDE, accepted_loss: ADD, kept_count: MOVE },
    identity: { agency_key: 'select, insert, update' },
    heads: { head: MOVE, accepted_loss: READ },
    transparency: SEE_LOG,
  },
  // Compares every log with the store, and replays reads: reads all of it, writes nothing.
  throughline_audit: {
    timeline: {
      consumer_offset: READ,
      log_head: READ,
      control_entry: READ,
      case_log: READ,
      case_event: READ,
      case_part: READ,
      case_candidate: READ,
      case_refused: READ,
      link_claim: READ,
      link_person: READ,
      link_token: READ,
      link_proceeding: READ,
      link_case: READ,
      link_merged: READ,
      link_candidate: READ,
      link_left: READ,
      link_split: READ,
      unlinked: READ,
      unlinked_awaits: READ,
      own_statement: READ,
      erased_scope: READ,
      publication: READ,
      publication_erased: READ,
      event_reading: READ,
      recall_answer: READ,
      access_entry: READ,
      access_case: READ,
    },
    vault: { data_key: READ, secret: READ, master_check: READ, lost_key: READ, accepted_loss: READ, kept_count: READ },
    heads: { head: READ, accepted_loss: READ },
    transparency: READ_LOG,
  },
}

/**
 * Gives the roles that are there their rights in a schema, and takes every other right from them. Inside the transaction of a migration; idempotent.
 * `called`: the name that it has for now.
 */
export async function grantRights(run: Run, schema: Schema, called: string = schema): Promise<void> {
  const there = await run('select rolname from pg_roles where rolname = any($1)', [[...ROLES]])
  for (const role of ROLES.filter((name) => there.some(({ rolname }) => rolname === name))) {
    await run(`revoke all on all tables in schema ${called} from ${role}`)
    await run(`revoke all on schema ${called} from ${role}`)
    const rights = Object.entries(RIGHTS[role][schema] ?? {})
    if (rights.length === 0) continue
    await run(`grant usage on schema ${called} to ${role}`)
    for (const [table, privileges] of [['migration', READ], ...rights])
      await run(`grant ${String(privileges)} on ${called}.${String(table)} to ${role}`)
  }
}

/** The schemas that are there. */
export const presentSchemas = async (run: Run): Promise<readonly Schema[]> => {
  const rows = await run('select nspname from pg_namespace where nspname = any($1)', [Object.keys(SCHEMAS)])
  return rows.map(({ nspname }) => nspname as Schema)
}
