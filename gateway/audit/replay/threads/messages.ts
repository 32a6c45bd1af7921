import type { ReplayRange } from '../../replays.ts'
import type { SharedConfirmed } from '../ground.ts'
import type { ShareResult } from '../judge-share.ts'
import type { ReadShare, ReadsInOrder } from '../sorted-reads.ts'
import type { ReplaySources } from '../deps.ts'

type LeavesAsked = NonNullable<ReplaySources['transparencyLog']>

/** What a thread may ask of the one that has the logs, the vault and the registry: each method takes and gives values that a message can hold. */
export interface Asked {
  readonly 'log.read': ReplaySources['log']['read']
  readonly 'log.ranges': ReplaySources['log']['ranges']
  readonly 'vault.keys': ReplaySources['vault']['keys']
  readonly 'vault.lost': ReplaySources['vault']['lost']
  readonly 'vault.secret': ReplaySources['vault']['secret']
  readonly 'registry.schemaOf': ReplaySources['registry']['schemaOf']
  readonly 'leaves.position': LeavesAsked['position']
  readonly 'leaves.indexesOf': LeavesAsked['indexesOf']
  readonly 'reads.page': ReadsInOrder['page']
  readonly 'reads.versions': ReadsInOrder['versions']
}

/** An error as a message has it. */
export interface ErrorMessage {
  readonly message: string
  readonly code: string | undefined
}

export type FromThread =
  | { readonly kind: 'ask'; readonly id: number; readonly method: keyof Asked; readonly args: readonly unknown[] }
  | { readonly kind: 'judged'; readonly result: ShareResult }
  | { readonly kind: 'failed'; readonly error: ErrorMessage }

export type ToThread =
  | { readonly kind: 'given'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly id: number; readonly error: ErrorMessage }
  | { readonly kind: 'judge'; readonly share: ReadShare; readonly confirmed: SharedConfirmed }

/** What a thread is started with. */
export interface ThreadSetup {
  readonly range: ReplayRange
  /** Whether there is a transparency log to ask. */
  readonly hasLeaves: boolean
}

/** Name and message of an error, with its code where it has one. */
export function errorMessage(error: unknown): ErrorMessage {
  const { code } = error as { readonly code?: unknown }
  return { message: error instanceof Error ? error.message : 'The replay failed.', code: typeof code === 'string' ? code : undefined }
}

/** The error that a message has. */
export const errorOf = ({ message, code }: ErrorMessage): Error => Object.assign(new Error(message), code === undefined ? {} : { code })
