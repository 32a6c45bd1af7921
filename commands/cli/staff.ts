import { type Command, Option } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** Declares `staff change`. */
export function declareStaff(throughline: Command): void {
  const staff = throughline.command('staff').description('the people of agencies')
  command(staff, 'change', 'say which role a person has from now on, or that they have none any more; in force at their next request')
    .requiredOption('--agency <id>', 'the agency that the person works for')
    .requiredOption('--staff <id>', "the person's id there, as the sign-in gives it")
    .addOption(new Option('--role <role>', 'the role that they have from now on').conflicts('ended'))
    .addOption(
      new Option(
        '--duty <code...>',
        'what the agency names them for besides, allocation_lead or publications; said with every change, since an entry replaces the one before',
      ).conflicts('ended'),
    )
    .option('--ended', 'they read nothing any more')
    .requiredOption('--by <agency:staff>', 'who asked for it')
    .action(
      async ({
        agency,
        staff: id,
        role,
        duty: duties,
        ended,
        by,
        ...common
      }: Common & { agency: string; staff: string; role?: string; duty?: string[]; ended?: boolean; by: string }) =>
        run(async (output) => {
          if (role === undefined && ended !== true) throw new Error('Give --role <role>, or --ended.')
          return (await import('../staff.ts')).staff(readConfiguration(process.env), { agency, staff: id, role, duties, by }, output)
        }, common),
    )
}
