import type { Installation } from './installation.ts'

/** What a fault may use while the load goes on. */
export interface Stage extends Installation {
  /** Numbers in [0, 1). */
  readonly random: () => number
  /** A broker is dead: from now on it is measured how long the consumers need until they work again. Resolves when they do. */
  brokerDied(): Promise<void>
  /** Keeps figures of this run for the report: seconds or numbers by name. */
  measured(figures: Readonly<Record<string, number>>): void
}
