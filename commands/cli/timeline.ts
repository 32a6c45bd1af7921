import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** Declares `timeline rebuild`. */
export function declareTimeline(throughline: Command): void {
  const timeline = throughline.command('timeline').description('the timelines in the read store')
  command(
    timeline,
    'rebuild',
    'throw the timelines away and make them again from the log (in PostgreSQL while everything serves; embedded while nothing does)',
  )
    .option('--accept-loss', 'where a log has lost records and no copy has them: note them as gone, and rebuild from what is there')
    .action(async ({ acceptLoss = false, ...common }: Common & { readonly acceptLoss?: boolean }) =>
      run(async (output) => (await import('../timeline.ts')).rebuild(readConfiguration(process.env), { acceptLoss }, output), common),
    )
}
