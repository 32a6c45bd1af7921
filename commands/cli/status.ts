import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** Declares `status`: what an operator looks at. */
export function declareStatus(throughline: Command): void {
  command(
    throughline,
    'status',
    'for operators: feeds of all agencies without content, consumers, dependencies, findings, ends of certificates and keys; exit code 0 nothing is wrong, 1 something is',
  ).action(async (common: Common) =>
    run(async (output) => (await import('../status.ts')).status(readConfiguration(process.env), output), common),
  )
}
