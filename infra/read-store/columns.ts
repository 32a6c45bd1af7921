import type { Tables } from './tables.ts'

export type ColumnType = 'text' | 'bigint' | 'integer' | 'bytea'

type Columns = { readonly [T in keyof Tables]: { readonly [C in keyof Tables[T]]: ColumnType } }

const identity = { agency: 'text', system: 'text', event_id: 'text' } as const
const inbox = { inbox_topic: 'text', inbox_partition: 'integer', inbox_offset: 'bigint' } as const

/** The columns of each table with their SQL types, as the migrations make them; the contract suite compares. */
export const columns = {
  consumer_offset: { consumer: 'text', topic: 'text', partition: 'integer', next_offset: 'bigint' },
  log_head: { log: 'text', sequence: 'bigint', chain: 'bytea' },
  case_log: { case_log: 'text', sequence: 'bigint', chain: 'bytea' },
  case_event: {
    case_log: 'text',
    sequence: 'bigint',
    ...identity,
    type: 'text',
    record_schema: 'text',
    index_part: 'bytea',
    part_hashes: 'bytea',
    chain: 'bytea',
    warnings: 'text',
  },
  case_part: { case_log: 'text', sequence: 'bigint', owner: 'text', class: 'text', form: 'text', hash: 'bytea', sealed: 'bytea' },
  case_refused: { case_log: 'text', ...identity, errors: 'text' },
  case_candidate: { case_log: 'text', kind: 'text', value: 'text' },
  publication: { ...identity, type: 'text', published_at: 'text' },
  publication_erased: { ...identity, reason: 'text', erased_on: 'text' },
  event_reading: { case_log: 'text', sequence: 'bigint', reader: 'text', head: 'bigint', links: 'bigint', read_at: 'text' },
  recall_answer: { reader: 'text', recall: 'text', acted: 'text', step: 'text', answered_at: 'text' },
  access_entry: {
    position: 'bigint',
    id: 'text',
    at: 'text',
    reader: 'text',
    agency: 'text',
    role: 'text',
    purpose: 'text',
    action: 'text',
    outcome: 'text',
  },
  access_case: { case_log: 'text', position: 'bigint', sequences: 'text', classes: 'text' },
  link_claim: { ...identity, type: 'text', digest: 'text', ...inbox, case_log: 'text', people: 'text' },
  link_person: { person: 'text', case_log: 'text', role: 'text', candidates: 'text' },
  link_token: { person: 'text', kind: 'text', token: 'text', agency: 'text' },
  link_proceeding: { kind: 'text', token: 'text', case_log: 'text' },
  link_case: { case_log: 'text', number: 'bigint' },
  link_merged: { kind: 'text', id: 'text', into_id: 'text', case_log: 'text', into_case_log: 'text', number: 'bigint' },
  link_candidate: { person: 'text', case_log: 'text', candidate: 'text', candidate_log: 'text', number: 'bigint' },
  link_left: { case_log: 'text', ...identity, number: 'bigint' },
  link_split: { case_log: 'text', since: 'bigint', number: 'bigint' },
  unlinked: { ...identity, type: 'text', digest: 'text', ...inbox, unlinked_offset: 'bigint' },
  unlinked_awaits: { ...identity, token: 'text' },
  own_statement: { about: 'text', ...identity, type: 'text', ...inbox, statement: 'text' },
  erased_scope: { case_log: 'text', person: 'text' },
  control_entry: { sequence: 'bigint', type: 'text', schema: 'text', entry: 'bytea', chain: 'bytea' },
} as const satisfies Columns
