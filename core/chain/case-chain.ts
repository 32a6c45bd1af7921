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
export interface ChainCheck {
  /** Takes the next row. */
  add(row: ChainedRow): void
  /** Whether the rows that were taken are the whole case log up to a head. */
  endsAt(head: ChainHead): boolean
}

/** A check that has taken the rows up to `after`; default: none. */
export function createChainCheck(after: ChainHead = { sequence: 0, chain: CHAIN_START }): ChainCheck {
  let { chain, sequence: count } = after
  let isWhole = true
  return {
    add({ sequence, record_schema: schema, index_part: index, part_hashes: hashes }) {
      count += 1
      isWhole &&= sequence === count
      if (isWhole) chain = nextChain(CASE_TAG, chain, sequence, schema, index, [hashes])
    },
    endsAt: (head) => isWhole && count === head.sequence && chain.equals(head.chain),
  }
}
