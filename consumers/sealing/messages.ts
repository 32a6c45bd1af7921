import type { ReduceContext } from '../../core/parts/reduce.ts'
import type { Numbered, Run } from '../../infra/threads/asked-thread.ts'

/** What is asked of the thread: parts that are to be reduced, or sealed (`packed.ts`). */
export interface SealingQuestion {
  readonly work: 'reduce' | 'seal'
  readonly bytes: Run
}

export type SealingMessage = Numbered<SealingQuestion>

export type SealingAnswer = Numbered<{ readonly bytes: Run }>

/** What the thread knows of event types. */
export interface SealingSetup {
  readonly schemas: ReadonlyMap<string, NonNullable<ReduceContext['schema']>>
}
