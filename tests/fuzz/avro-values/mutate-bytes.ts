import type { Dice } from '../dice.ts'
import { longBytes } from './long.ts'
import type { Sample } from './samples.ts'

/** A change of an encoded value. `other`: another sample. */
export type MutateBytes = (body: Buffer, dice: Dice, sample: Sample, other: Sample) => Buffer

const HUGE: readonly [bigint, ...bigint[]] = [
  -1n,
  -2n,
  2n ** 15n,
  20_001n,
  50_000_000n,
  2n ** 31n - 1n,
  2n ** 31n,
  -(2n ** 31n),
  2n ** 40n,
  2n ** 53n - 1n,
  2n ** 53n,
  -(2n ** 53n),
  2n ** 62n,
  2n ** 63n - 1n,
  -(2n ** 63n),
]
const SMALL: readonly [bigint, ...bigint[]] = [0n, 1n, 2n, 3n, 4n, 8n, 64n, 1_000n]

const replaced = (body: Buffer, at: number, size: number, by: Uint8Array): Buffer =>
  Buffer.concat([body.subarray(0, at), by, body.subarray(at + size)])

/** Another number where the schema has a count, branch, length or number. */
const atSite =
  (kinds: readonly string[], numbers: readonly [bigint, ...bigint[]]): MutateBytes =>
  (body, dice, { sites }) => {
    const site = dice.any(sites.filter(({ kind }) => kinds.includes(kind)))
    return site === undefined || site.at >= body.length ? body : replaced(body, site.at, site.size, longBytes(dice.pick(numbers)))
  }

/** Bytes that end no number: eleven and more that each say that another follows. */
const endlessNumber: MutateBytes = (body, dice, { sites }) => {
  const at = dice.any(sites)?.at ?? 0
  return replaced(body, at, 1, Buffer.alloc(9 + dice.int(4), 0xff))
}

/** The same number in more bytes than it needs. */
const longerNumber: MutateBytes = (body, dice, { sites }) => {
  const site = dice.any(sites)
  const last = site === undefined ? undefined : body[site.at + site.size - 1]
  return site === undefined || last === undefined ? body : replaced(body, site.at + site.size - 1, 1, Buffer.from([last | 0x80, 0]))
}

/** A block with its size in bytes, right or wrong. */
const sizedBlock: MutateBytes = (body, dice, { sites }) => {
  const site = dice.any(sites.filter(({ kind }) => kind === 'count'))
  if (site === undefined) return body
  return replaced(body, site.at, site.size, Buffer.concat([longBytes(-BigInt(1 + dice.int(3))), longBytes(dice.pick([...HUGE, ...SMALL]))]))
}

/** Every way, by name. */
export const byteMutations: Readonly<Record<string, MutateBytes>> = {
  'flipped bits': (body, dice) => {
    const copy = Buffer.from(body)
    for (let left = 1 + dice.int(8); left > 0 && copy.length > 0; left -= 1) {
      const at = dice.int(copy.length)
      copy.writeUInt8(copy.readUInt8(at) ^ (1 << dice.int(8)), at)
    }
    return copy
  },
  'cut short': (body, dice) => body.subarray(0, dice.int(body.length + 1)),
  'bytes left out': (body, dice) => replaced(body, dice.int(body.length + 1), dice.int(16), Buffer.alloc(0)),
  'bytes put in': (body, dice) => replaced(body, dice.int(body.length + 1), 0, dice.bytes(1 + dice.int(16))),
  'bytes after the end': (body, dice) => Buffer.concat([body, dice.bytes(1 + dice.int(16))]),
  'a length bomb': atSite(['length'], HUGE),
  'a count bomb': atSite(['count'], HUGE),
  'another length': atSite(['length'], SMALL),
  'another count': atSite(['count'], SMALL),
  'another branch': atSite(['branch'], [0n, 1n, 2n, -1n, 2n ** 31n, 2n ** 62n]),
  'another number': atSite(['number'], [...HUGE, ...SMALL]),
  'a number without end': endlessNumber,
  'a number that is longer than it need be': longerNumber,
  'a block with its size': sizedBlock,
  'two events spliced': (body, dice, _, other) =>
    Buffer.concat([body.subarray(0, dice.int(body.length)), other.body.subarray(dice.int(other.body.length))]),
  'another event': (_body, _dice, _sample, other) => other.body,
  noise: (_, dice) => dice.bytes(dice.int(200)),
  'one byte for ever': (_, dice) => Buffer.alloc(dice.int(2 ** 12), dice.int(256)),
}
