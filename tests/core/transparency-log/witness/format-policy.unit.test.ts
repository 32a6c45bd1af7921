import { describe, expect, it } from '@jest/globals'
import { formatVerifierKey } from '../../../../core/transparency-log/notes/verifier-key.ts'
import { formatPolicy } from '../../../../core/transparency-log/witness/format-policy.ts'
import { parsePolicy } from '../../../../core/transparency-log/witness/policy.ts'
import { samplePolicy, witnessSigner } from '../sample-log.ts'

describe('a policy that is given to others', () => {
  it.each([
    [['quorum none']],
    [
      [
        ...['a', 'b', 'c'].map((name) => `witness ${name} ${formatVerifierKey(witnessSigner(`${name}.example`).key)}`),
        'group two any b c',
        'group all 2 a two',
        'quorum all',
      ],
    ],
  ])('is read as the one that it was made of, without the addresses of its witnesses', (lines) => {
    const policy = samplePolicy(lines)
    expect(parsePolicy(Buffer.from(formatPolicy(policy), 'utf8'))).toEqual({ ...policy, urls: new Map() })
  })
})
