import { ConfigurationError } from '../../infra/configuration/configuration.ts'
import { createOutput, type Output } from '../output.ts'
import type { Common } from './command.ts'

/** Exit code: the work failed. */
const FAILED = 1
/** Exit code: what was typed, or a setting, is not as it must be. */
export const WRONG_USE = 2

/**
 * Does a command's work; what it resolves with becomes the exit code of this process. An error is said on standard error in its own words, and no stack of it;
 * the exit code is then 1, or 2 where a setting is wrong.
 */
export async function run(work: (output: Output) => Promise<number>, { json = false }: Common): Promise<void> {
  const output = createOutput(json)
  try {
    process.exitCode = await work(output)
  } catch (error) {
    output.failure(error instanceof Error ? error.message : 'The command failed.')
    process.exitCode = error instanceof ConfigurationError ? WRONG_USE : FAILED
  }
}
