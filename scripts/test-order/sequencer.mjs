// Jest's sequencer. Where Jest has measured nothing, as on a clean clone, its own puts the largest files first: of ours the smallest take longest.
import { relative, sep } from 'node:path'
import TestSequencer from '@jest/test-sequencer'
import { oneLongAtATime } from './beside.ts'
import { secondsOf } from './seconds.ts'

export default class LongBesideShort extends TestSequencer {
  constructor(options) {
    super(options)
    this.workers = options.globalConfig.maxWorkers
  }

  /** What failed last on this machine first, as Jest has it; then one long file at a time beside short ones. */
  sort(tests) {
    const seconds = (test) =>
      (this.time(test) ?? 1_000 * secondsOf(relative(test.context.config.rootDir, test.path).split(sep).join('/'))) / 1_000
    const failed = tests.filter((test) => this.hasFailed(test))
    const ordered = oneLongAtATime(
      tests.filter((test) => !failed.includes(test)),
      seconds,
      this.workers,
    )
    return [...failed, ...ordered].map((test) => Object.assign(test, { duration: this.time(test) }))
  }
}
