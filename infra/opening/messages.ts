import type { Numbered } from '../threads/asked-thread.ts'
import type { Packed } from './packed.ts'

/** What the main thread and the one that opens parts say to each other: packed parts, and what came out of them under the same number. */
export type OpeningMessage = Numbered<{ readonly bytes: Packed }>
