import type { Release } from '../../policy/release/load.ts'

/** An expectation that fails when one policy is deleted. */
export interface Probe {
  /** @id of the policy. */
  readonly policy: string
  readonly title: string
  readonly look: (release: Release) => unknown
  readonly expected: unknown
  /** Matrix cells or caps that a floor must hold against: class → cell for every purpose, and no caps. */
  readonly permissive?: boolean
}
