import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import type { KeysStep } from '../keys.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** Declares `keys status` and `keys accept-loss`. */
export function declareKeys(throughline: Command): void {
  const vaultKeys = throughline
    .command('keys')
    .description('the keys that everything is sealed under: what a vault that is older than the logs lacks')
  const takeKeysStep = (step: KeysStep, common: Common): Promise<void> =>
    run(async (output) => (await import('../keys.ts')).keys(readConfiguration(process.env), step, output), common)
  command(vaultKeys, 'status', 'what is missing, and which losses were accepted: exit code 0 when nothing is missing').action(
    async (common: Common) => takeKeysStep({ step: 'status' }, common),
  )
  command(
    vaultKeys,
    'accept-loss',
    'accept, on record and for good, that what is sealed under the missing keys stays unreadable; then events are taken again',
  )
    .requiredOption('--reason <words>', 'why no fresher vault can be put back, 40 characters or more')
    .action(async ({ reason, ...common }: Common & { reason: string }) => takeKeysStep({ step: 'accept-loss', reason }, common))
}
