import { CASE_TAG, CHAIN_START, nextChain } from './hash.ts'
import type { ChainHead } from './log-chain.ts'

/** An event of a case log as it is kept outside the log, with everything that its chain is made of. */
export interface ChainedRow {
  readonly sequence: number
  /** Fingerprint of the CaseEvent schema that `index_part` was written with, hex. */
  readonly record_schema: string
  readonly index_part: Uint8Array
  /** Hashes of the plain parts, one after the other. */
  readonly part_hashes: Uint8Array
}

/** Whether rows, in order, are the whole case log up to a head: numbered from one, none altered, none missing. */
export function holdsCaseChain(rows: readonly ChainedRow[], head: ChainHead): boolean {
  let chain = CHAIN_START
  for (const [at, { sequence, record_schema: schema, index_part: index, part_hashes: hashes }] of rows.entries()) {
    if (sequence !== at + 1) return false
    chain = nextChain(CASE_TAG, chain, sequence, schema, index, [hashes])
  }
  return rows.length === head.sequence && chain.equals(head.chain)
}
