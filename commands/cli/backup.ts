import { type Command, Option } from 'commander'
import { systemClock } from '../../infra/clock/clock.ts'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { run, WRONG_USE } from './run.ts'

const NO_ERASURES =
  'Give --erasures <file>, the list of what was erased since the backup (THROUGHLINE_ERASURES_FILE; more of it is no harm), or --without-erasures where nothing was: ' +
  'without the list, what was erased since would come back.'

/** Declares `backup`, `restore` and `erasures apply`: a copy, and what must stay erased when it is put back. */
export function declareBackup(throughline: Command): void {
  command(throughline, 'backup', 'copy the embedded data folder into one file, while it serves; without the master key')
    .argument('<file>', 'the file to make')
    .action(async (file: string, common: Common) =>
      run(async (output) => (await import('../backup.ts')).backup(readConfiguration(process.env), file, systemClock, output), common),
    )
  command(throughline, 'restore', 'put a backup into an empty data folder, and erase again what was erased since')
    .argument('<file>', 'what backup made')
    .option('--erasures <file...>', 'lists of what was erased (THROUGHLINE_ERASURES_FILE), up to now')
    .addOption(new Option('--without-erasures', 'nothing was erased since the backup was made').conflicts('erasures'))
    .action(async (file: string, { erasures, withoutErasures, ...common }: Common & { erasures?: string[]; withoutErasures?: boolean }) => {
      return run(async (output) => {
        if (erasures === undefined && withoutErasures !== true) {
          output.failure(NO_ERASURES)
          return WRONG_USE
        }
        return (await import('../restore.ts')).restore(readConfiguration(process.env), { file, erasures: erasures ?? [] }, output)
      }, common)
    })

  const erasures = throughline.command('erasures').description('what was erased, after a restore of databases')
  command(
    erasures,
    'apply',
    'destroy again the keys of what lists of erasures name, while nothing serves (an embedded folder: restore --erasures)',
  )
    .argument('<file...>', 'lists of what was erased (THROUGHLINE_ERASURES_FILE), up to now')
    .action(async (files: string[], common: Common) =>
      run(async (output) => (await import('../erasures.ts')).apply(readConfiguration(process.env), files, output), common),
    )
}
