import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import type { AllocateGiven, AllocateOptions } from '../allocate.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** Declares `allocate give`, `list` and `end`. */
export function declareAllocate(throughline: Command): void {
  const allocate = throughline
    .command('allocate')
    .description('people allocated to a case, by the agency that lists it; asks the running service')
  const allocateCommand = (name: string, description: string): Command =>
    command(allocate, name, description)
      .requiredOption('--case <id>', 'case id, as your list of cases gives it')
      .requiredOption('--token <token>', 'a token of a chair or coordinator of that agency')
  allocateCommand('give', 'allocate a worker, for one purpose and one person harmed')
    .requiredOption('--worker <agency:staff>', 'the worker')
    .requiredOption('--role <role>', 'the role in which they work on the case')
    .requiredOption('--purpose <code>', 'the one purpose for which they read it')
    .requiredOption('--event <id>', 'an event of your timeline that names the one adult whose worker it is')
    .requiredOption('--until <date>', 'last day, six months ahead at most')
    .requiredOption('--reason <words>', 'why they need the case, 40 characters or more')
    .action(async (options: Common & AllocateGiven) =>
      run(async (output) => (await import('../allocate.ts')).giveAllocated(readConfiguration(process.env), options, output), options),
    )
  allocateCommand('list', 'who is allocated').action(async (options: Common & AllocateOptions) =>
    run(async (output) => (await import('../allocate.ts')).listAllocated(readConfiguration(process.env), options, output), options),
  )
  allocateCommand('end', 'end an allocation')
    .argument('<id>', 'its id, as list says')
    .requiredOption('--reason <words>', 'why it ends, 40 characters or more')
    .action(async (id: string, options: Common & AllocateOptions & { reason: string }) =>
      run(
        async (output) => (await import('../allocate.ts')).endAllocated(readConfiguration(process.env), { ...options, id }, output),
        options,
      ),
    )
}
