import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

const TOKEN = 'a token of the person who does this: dpo or system_admin of the bus operator, or of an agency of oversight'

interface Proposed extends Common {
  readonly case?: string
  readonly person?: string
  readonly reader?: string
  readonly class?: readonly string[]
  readonly wholeEvents?: boolean
  readonly reason: string
  readonly token: string
}

/** Declares `erase people`, `propose` and `approve`. */
export function declareErase(throughline: Command): void {
  const erase = throughline.command('erase').description('erase a person, a case or a reader for good, by two people')
  command(erase, 'people', 'the people of a case by id, role and dates, without names')
    .requiredOption('--case <id>', 'the case')
    .requiredOption('--token <token>', TOKEN)
    .action(async ({ case: caseId, token, ...common }: Common & { case: string; token: string }) =>
      run(
        async (output) =>
          (await import('../erase/command.ts')).erasePeople(readConfiguration(process.env), { case: caseId, token }, output),
        common,
      ),
    )
  command(erase, 'propose', 'propose an erasure; another person approves it')
    .option('--case <id>', 'the case; alone: everything of it')
    .option('--person <id>', 'of a person of the case alone, as "erase people" lists them')
    .option('--class <code...>', 'of these classes alone, such as VIC_LOC; default: every class')
    .option('--whole-events', 'with --person: erase every event that names the person, with what it says of others')
    .option('--reader <agency:staff>', 'who read: who that was is gone from the access records, which still hold')
    .requiredOption(
      '--reason <code>',
      'retention_expired, art17_unlawful, art17_1g_malicious_allegation, court_order, objection_upheld or published_in_error',
    )
    .requiredOption('--token <token>', TOKEN)
    .action(async ({ case: caseId, person, reader, class: classes, wholeEvents, reason, token, ...common }: Proposed) =>
      run(
        async (output) =>
          (await import('../erase/command.ts')).eraseProposed(
            readConfiguration(process.env),
            {
              reason,
              token,
              ...(caseId ? { case: caseId } : {}),
              ...(person ? { person } : {}),
              ...(reader ? { reader } : {}),
              ...(classes ? { classes: [...classes] } : {}),
              ...(wholeEvents ? { wholeEvents } : {}),
            },
            output,
          ),
        common,
      ),
    )
  command(erase, 'approve', 'approve an erasure that another person has proposed: it is carried out and confirmed; again: confirmed again')
    .argument('<id>', 'id of the erasure, as propose says')
    .requiredOption('--token <token>', TOKEN)
    .action(async (id: string, { token, ...common }: Common & { token: string }) =>
      run(
        async (output) => (await import('../erase/command.ts')).eraseApproved(readConfiguration(process.env), { id, token }, output),
        common,
      ),
    )
}
