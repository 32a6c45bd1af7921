import type { LogRecord } from '../../../infra/event-log/port.ts'
import { createDice, type Dice } from '../dice.ts'
import { byteMutations } from './mutate-bytes.ts'
import { mutateValue } from './mutate-value.ts'
import type { Sample } from './samples.ts'

/** An inbox record that somebody hostile made, and how. */
export interface MutatedRecord {
  readonly how: string
  readonly record: LogRecord
}

/** When the records are appended, milliseconds since the Unix epoch: after every event of the demo. */
export const APPENDED = Date.parse('2026-06-01T12:00:00Z')
const BYTE_WAYS = Object.entries(byteMutations)

/** A value in Confluent wire format, or with another first byte. */
export function framed(magic: number, id: number, body: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt8(magic, 0)
  head.writeUInt32BE(id >>> 0, 1)
  return Buffer.concat([head, body])
}

/** Another schema id, or another first byte; the ids of our own records are among them. */
function header(dice: Dice, id: number, other: number): readonly [magic: number, id: number] {
  const way = dice.int(5)
  if (way === 0) return [1 + dice.int(255), id]
  return [0, way === 1 ? other : way === 2 ? dice.int(120) : way === 3 ? dice.int(2 ** 32) : 2 ** 31 - dice.int(3)]
}

function headersOf(dice: Dice, { headers }: Sample, other: Sample): Readonly<Record<string, string>> {
  const [name] = dice.any(Object.entries(headers)) ?? ['ce_id']
  const way = dice.int(3)
  if (way === 0) return Object.fromEntries(Object.entries(headers).filter(([kept]) => kept !== name))
  return {
    ...headers,
    [name]: way === 1 ? (other.headers[name] ?? '') : dice.pick(['', 'x'.repeat(10_000), '\0', '__proto__', '/agencies//', '{}']),
  }
}

/** The mutated record of a number: the same for the same seed and samples. */
export function mutatedRecord(samples: readonly [Sample, ...Sample[]], seed: number, index: number): MutatedRecord {
  const dice = createDice(seed, index)
  const [sample, other] = [dice.pick(samples), dice.pick(samples)]
  const how: string[] = []
  let body = sample.body
  if (dice.int(3) === 0) {
    how.push('a value changed')
    let value = sample.value
    for (let left = 1 + dice.int(3); left > 0; left -= 1) value = mutateValue(sample.type, value, dice)
    body = sample.type.toBuffer(value)
  } else {
    for (let left = 1 + Math.floor(dice.int(5) / 3); left > 0; left -= 1) {
      const [name, mutate] = dice.any(BYTE_WAYS) ?? ['nothing', (bytes: Buffer) => bytes]
      how.push(name)
      body = mutate(body, dice, sample, other)
    }
  }
  let [magic, id] = [0, sample.id]
  if (dice.int(12) === 0) {
    how.push('the wire header')
    ;[magic, id] = header(dice, sample.id, other.id)
  }
  const changesHeaders = dice.int(12) === 0
  if (changesHeaders) how.push('the ce_ headers')
  const headers = changesHeaders ? headersOf(dice, sample, other) : sample.headers
  const value = dice.int(500) === 0 ? framed(magic, id, body).subarray(0, dice.int(6)) : framed(magic, id, body)
  return {
    how: how.join(', '),
    record: { topic: sample.topic, partition: 0, offset: index, timestamp: APPENDED, key: null, value, headers },
  }
}
