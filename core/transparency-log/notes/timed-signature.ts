import { SIGNATURE_BYTES } from './ed25519.ts'

const TIME_BYTES = 8

/** What cosignature/v1 signs: a header line, the time in seconds since 1970, and the whole text of the checkpoint (C2SP tlog-cosignature). */
export const cosignedMessage = (text: string, time: number): Buffer => Buffer.from(`cosignature/v1\ntime ${String(time)}\n${text}`, 'utf8')

/** A cosignature: the time as eight bytes, big-endian, and the signature. Throws a RangeError for a time that is no count of seconds. */
export function timed(time: number, signature: Uint8Array): Buffer {
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError('A time is in whole seconds since 1970')
  const head = Buffer.alloc(TIME_BYTES)
  head.writeBigUInt64BE(BigInt(time))
  return Buffer.concat([head, signature])
}

/** Takes a cosignature apart; undefined where its bytes are none, or its time is beyond 2^53 − 1. */
export function splitTimed(bytes: Buffer): { readonly time: number; readonly signature: Buffer } | undefined {
  if (bytes.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined
  const time = Number(bytes.readBigUInt64BE())
  return Number.isSafeInteger(time) ? { time, signature: bytes.subarray(TIME_BYTES) } : undefined
}
