import type { CloudEventJson } from '../../../commands/demo/folder.ts'

/** An event whose every field a bad input may change. */
export type Draft = CloudEventJson & { readonly data: { readonly details: Readonly<Record<string, unknown>> } }

/** A request to POST /v1/events; what is left out is that of a good one. */
export interface HttpInput {
  readonly type?: string
  readonly body: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  /** Whose token; null: none. */
  readonly as?: string | null
  readonly ttl?: number
}

/** A value for the inbox topic. A header that is undefined is left out. */
export interface LogInput {
  readonly value: Uint8Array
  readonly headers?: Readonly<Record<string, string | undefined>>
}

/** `code` and `pointer` are those of the first error; where the answer has none, `code` is the problem's. */
interface Expected {
  readonly code: string
  readonly pointer?: string
}

export interface OverHttp extends Expected {
  /** 202: taken, and refused or held by the receipt, or one of several results is bad. */
  readonly status: number
  readonly request: (good: Draft) => HttpInput
  /** What the receipt of the one event says, where the answer is 202. */
  readonly receipt?: 'rejected' | 'held'
}

export interface OverLog extends Expected {
  readonly receipt?: 'rejected' | 'held'
  readonly record: (good: Draft) => LogInput
}

/** One bad input, both ways; where a way cannot say it, why. */
export interface BadInput {
  readonly name: string
  /** Events that are accepted before it. */
  readonly before?: (good: Draft) => readonly Draft[]
  readonly http: OverHttp | string
  readonly log: OverLog | string
}

/** What everything personal in these inputs has in it, in this or another case. */
export const MARK = 'ZZCANARY'
