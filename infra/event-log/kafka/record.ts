import type { LogRecord } from '../port.ts'

/** A record as kafkajs gives it, read or consumed. */
export interface KafkaMessage {
  readonly offset: string
  readonly timestamp: string
  readonly key: Buffer | string | null
  readonly value: Buffer | null
  readonly headers?: Readonly<Record<string, Buffer | string | readonly (Buffer | string)[] | undefined>>
}

const textOf = (value: Buffer | string | readonly (Buffer | string)[] | undefined): string => {
  const one = Array.isArray(value) ? value.at(-1) as Buffer | string | undefined : value as Buffer | string | undefined
  return one === undefined ? '' : one.toString()
}

/** The port's form of it. Of a header that stands twice the last counts. */
export function logRecord(topic: string, partition: number, { offset, timestamp, key, value, headers = {} }: KafkaMessage): LogRecord {
  return {
    topic, partition, offset: Number(offset), timestamp: Number(timestamp), key: key === null ? null : key.toString(),
    value: value ?? Buffer.alloc(0), headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, textOf(text)])),
  }
}
