const SEED = 0x9747b28c
const MULTIPLIER = 0x5bd1e995
const SHIFT = 24

/** MurmurHash2 as Kafka computes it (`org.apache.kafka.common.utils.Utils.murmur2`): 32 bits, signed. */
export function murmur2(bytes: Uint8Array): number {
  const length = bytes.length
  const words = length & ~3
  const view = new DataView(bytes.buffer, bytes.byteOffset, length)
  let hash = SEED ^ length
  for (let at = 0; at < words; at += 4) {
    let word = Math.imul(view.getInt32(at, true), MULTIPLIER)
    word ^= word >>> SHIFT
    hash = Math.imul(hash, MULTIPLIER) ^ Math.imul(word, MULTIPLIER)
  }
  if (words < length) {
    for (let at = length - 1; at >= words; at--) hash ^= view.getUint8(at) << (8 * (at - words))
    hash = Math.imul(hash, MULTIPLIER)
  }
  hash ^= hash >>> 13
  hash = Math.imul(hash, MULTIPLIER)
  return hash ^ (hash >>> 15)
}

/** The partition of a key, as Kafka's default partitioner gives it: `toPositive(murmur2(key)) % partitions`. */
export function partitionOfKey(key: string, partitions: number): number {
  return partitions === 1 ? 0 : (murmur2(Buffer.from(key, 'utf8')) & 0x7fffffff) % partitions
}
