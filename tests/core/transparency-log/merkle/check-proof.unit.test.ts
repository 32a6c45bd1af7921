import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { provesConsistency, provesInclusion } from '../../../../core/transparency-log/merkle/check-proof.ts'

type Case = { readonly case: string; readonly proof: readonly string[]; readonly wantErr: boolean } & (
  | { readonly leafIdx: number; readonly treeSize: number; readonly root: string; readonly leafHash: string }
  | { readonly size1: number; readonly size2: number; readonly root1: string; readonly root2: string }
)

/** 196 proofs, 184 of them false in one way each: testdata/inclusion and testdata/consistency of transparency-dev/merkle (Apache-2.0), a line each. */
const cases = readFileSync(join(import.meta.dirname, 'proof-cases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case)

const bytes = (text: string): Buffer => Buffer.from(text, 'base64')
/** Where any root will do, the cases have words in its place; ours have 32 bytes. */
const rootOf = (text: string): Buffer =>
  text.startsWith(Buffer.from("don't care").toString('base64').slice(0, 12)) ? hash('sha256', text, 'buffer') : bytes(text)

const isProven = (one: Case): boolean => {
  const proof = one.proof.map(bytes)
  return 'leafIdx' in one
    ? provesInclusion({ index: one.leafIdx, size: one.treeSize, leaf: bytes(one.leafHash), root: rootOf(one.root) }, proof)
    : provesConsistency({ first: one.size1, second: one.size2, firstRoot: rootOf(one.root1), secondRoot: rootOf(one.root2) }, proof)
}

describe('proofs of another implementation', () => {
  it('are taken when they are right, and refused in each of the ways to be wrong', () => {
    expect(cases).toHaveLength(196)
    // Theirs has no proof from the empty tree; to a witness every log begins with it (C2SP tlog-witness).
    expect(cases.filter((one) => isProven(one) === one.wantErr).map((one) => one.case)).toEqual([
      'consistency/additional/size1-is-zero-and-size2-is-not-zero',
    ])
  })
})

describe('a proof', () => {
  const seven = Buffer.alloc(32, 7)

  it('is refused where a number is no count', () => {
    for (const size of [1.5, -1, NaN, Infinity, 2 ** 60]) {
      expect(provesInclusion({ index: 0, size, leaf: seven, root: seven }, [])).toBe(false)
      expect(provesConsistency({ first: 1, second: size, firstRoot: seven, secondRoot: seven }, [])).toBe(false)
    }
  })

  it('is refused where a hash has not 32 bytes', () => {
    expect(provesInclusion({ index: 0, size: 1, leaf: seven, root: seven }, [])).toBe(true)
    expect(provesInclusion({ index: 0, size: 1, leaf: seven.subarray(1), root: seven.subarray(1) }, [])).toBe(false)
  })
})
