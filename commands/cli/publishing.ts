import { type Command, Option } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import agencyType from '../../schemas/codes/agency_type.json' with { type: 'json' }
import type { AgencyType } from '../../schemas/generated/codes.ts'
import { sendCommand } from '../socket.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** Declares what sends events, or says beforehand what would become of them: `publish`, `check`, `import`. */
export function declarePublishing(throughline: Command): void {
  command(throughline, 'publish', 'publish events of JSONL files (CloudEvents) through a durable outbox')
    .argument('<file...>')
    .option('--url <address>', 'the service; default: the one that runs on the data folder')
    .option('--token <token>', 'bearer token; default: of the bundled sign-in, for the agency that each event names')
    .option('--key <file>', "in place of a token: the agency's private key in PEM (docs/how-to/sign-in-of-systems.md)")
    .action(async (files: string[], { url, token, key, ...common }: Common & { url?: string; token?: string; key?: string }) =>
      run(async (output) => {
        const { data, logLevel } = readConfiguration(process.env)
        const [{ publish }, { tokenSource }] = [await import('../publish.ts'), await import('../token-source.ts')]
        const at = url ?? String(await sendCommand(data, { command: 'origin' }))
        return publish(
          files,
          { data, logger: createLog(logLevel), url: at, token: tokenSource({ data, token, key, url: async () => at }) },
          output,
        )
      }, common),
    )

  command(throughline, 'check', 'check events of JSONL files as the service would, offline')
    .argument('<file...>')
    .addOption(
      new Option('--agency-type <type>', 'type of agencies that are not in demo/agencies.json: a code of the list agency_type').choices(
        agencyType.codes.map(({ code }) => code),
      ),
    )
    .action(async (files: string[], { agencyType: ofOthers, ...common }: Common & { agencyType?: AgencyType }) =>
      run(async (output) => {
        const { nationalRegister } = readConfiguration(process.env)
        return (await import('../check.ts')).check(files, { agencyType: ofOthers, nationalRegister }, output)
      }, common),
    )

  command(throughline, 'import', 'import rows of a CSV or JSONL file as events, by a mapping; goes on where it was stopped')
    .requiredOption('--agency <id>', 'the agency whose file it is')
    .requiredOption('--mapping <name>', 'name of a mapping that ships, or path of one (docs/reference/mapping.md)')
    .option('--dry-run', 'only say what would become of each row; nothing is sent')
    .option('--rejected <file>', 'where rows that are not taken go; default: beside the file')
    .option('--outcomes <file>', 'where it is written what became of each row; default: beside the file')
    .option('--no-wait', 'do not wait for the receipts: the same command without it does later')
    .option('--again', 'begin anew, though the file was imported or begun before')
    .option('--url <address>', 'the service; default: the one that runs on the data folder')
    .option('--token <token>', 'bearer token; default: of the bundled sign-in, for the agency')
    .option('--key <file>', "in place of a token: the agency's private key in PEM (docs/how-to/sign-in-of-systems.md)")
    .argument('<file>')
    .action(
      async (
        file: string,
        {
          agency,
          mapping,
          dryRun = false,
          rejected,
          outcomes,
          wait,
          again = false,
          url,
          token,
          key,
          ...common
        }: Common & {
          agency: string
          mapping: string
          dryRun?: boolean
          rejected?: string
          outcomes?: string
          wait: boolean
          again?: boolean
          url?: string
          token?: string
          key?: string
        },
      ) =>
        run(async (output) => {
          const { data } = readConfiguration(process.env)
          const at = async (): Promise<string> => url ?? String(await sendCommand(data, { command: 'origin' }))
          const tokens = (await import('../token-source.ts')).tokenSource({ data, token, key, url: at })
          return (await import('../import.ts')).importFile(
            { agency, mapping, file, dryRun, rejected, outcomes, wait, again, data, url: at, token: () => tokens(agency) },
            output,
          )
        }, common),
    )
}
