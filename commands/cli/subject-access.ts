import type { Command } from 'commander'
import type { OpenGiven } from '../subject-access/command.ts'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

const DPO = 'a token of a data protection officer'

/** Declares `subject-access open`, `pack`, `decide`, `approve` and `export`. */
export function declareSubjectAccess(throughline: Command): void {
  const access = throughline
    .command('subject-access')
    .description('answer a person who asks for their own data, by two people; nothing is ever sent')
  command(access, 'open', 'open a request, with a second person; the case is open to the data protection officer from then on')
    .requiredOption('--case <id>', 'the case, as the agency of the data protection officer sees it')
    .requiredOption('--person <id>', 'whose data it is, as "erase people" lists them')
    .requiredOption('--requester <kind>', 'subject, harmed_adult, child_or_parent or third_party')
    .requiredOption('--received <day>', 'when it was received: a day in London')
    .option('--identity <day>', 'when who asks was proved, where that was asked for: a day, or pending')
    .option('--extended', 'complex: three months')
    .requiredOption('--delivery <way>', 'how the answer is to be given: in_person, post, email, phone or portal')
    .requiredOption('--out <file>', 'where the request is written')
    .requiredOption('--token <token>', DPO)
    .requiredOption('--second <token>', 'a token of another person: dpo or system_admin')
    .action(async ({ json, ...given }: Common & OpenGiven) =>
      run(async (output) => (await import('../subject-access/command.ts')).opened(readConfiguration(process.env), given, output), {
        json: json === true,
      }),
    )
  command(access, 'pack', 'make the draft of what is given: per field what the domain proposes')
    .requiredOption('--request <file>', 'the request')
    .requiredOption('--out <file>', 'where the draft is written')
    .requiredOption('--token <token>', DPO)
    .action(async ({ json, ...given }: Common & { request: string; out: string; token: string }) =>
      run(async (output) => (await import('../subject-access/command.ts')).packed(readConfiguration(process.env), given, output), {
        json: json === true,
      }),
    )
  command(access, 'decide', 'put on record what was decided of each field of a draft, and why')
    .requiredOption('--draft <file>', 'the draft, with decisions and reasons')
    .requiredOption('--token <token>', DPO)
    .action(async ({ json, ...given }: Common & { draft: string; token: string }) =>
      run(async (output) => (await import('../subject-access/command.ts')).decided(readConfiguration(process.env), given, output), {
        json: json === true,
      }),
    )
  command(access, 'approve', 'approve what another person has decided')
    .argument('<id>', 'id of the decision, as decide says')
    .requiredOption('--token <token>', 'a token of another person: dpo or system_admin')
    .action(async (id: string, { json, token }: Common & { token: string }) =>
      run(
        async (output) => (await import('../subject-access/command.ts')).approved(readConfiguration(process.env), { id, token }, output),
        { json: json === true },
      ),
    )
  command(access, 'export', 'write an approved pack, to read by machine and to print')
    .argument('<id>', 'id of the approval, as approve says')
    .requiredOption('--draft <file>', 'the draft that was approved')
    .requiredOption('--out <path>', 'path of the files, without .json and .html')
    .requiredOption('--token <token>', DPO)
    .action(async (id: string, { json, ...given }: Common & { draft: string; out: string; token: string }) =>
      run(
        async (output) => (await import('../subject-access/command.ts')).exported(readConfiguration(process.env), { id, ...given }, output),
        { json: json === true },
      ),
    )
}
