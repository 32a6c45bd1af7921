import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** Declares `master-key rotate`. */
export function declareMasterKey(throughline: Command): void {
  const masterKey = throughline.command('master-key').description("the key that the vault's keys are wrapped under")
  command(
    masterKey,
    'rotate',
    'make a new master key and wrap every key under it, while nothing serves; goes on where it was stopped',
  ).action(async (common: Common) =>
    run(async (output) => (await import('../master-key.ts')).rotate(readConfiguration(process.env), output), common),
  )
}
