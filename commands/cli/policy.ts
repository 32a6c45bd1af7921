import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** What `policy release propose` is given. */
interface Propose {
  readonly files?: string
  readonly reason: string
  readonly token: string
  readonly counterfactual?: string
  readonly withoutCounterfactual?: string
}

/** Declares `policy test`, `policy release propose` and `approve`, and `policy explain`. */
export function declarePolicy(throughline: Command): void {
  const policy = throughline.command('policy').description('the policies that decide who sees what')
  const FILES = '--files <folder>'
  const TOKEN = 'a token of the person who does this: dpo or system_admin'
  command(policy, 'test', 'check the files of a release, and say what it would change in the live matrix')
    .option(FILES, 'folder with cedar/ and tables/; default: those of this installation')
    .action(async ({ files, ...common }: Common & { files?: string }) =>
      run(async (output) => (await import('../policy-test.ts')).testPolicy(readConfiguration(process.env), files, output), common),
    )
  const release = policy.command('release').description('put a release in force, by two people')
  command(release, 'propose', 'propose a release; another person approves it')
    .option(FILES, 'folder with cedar/ and tables/; default: those of this installation')
    .requiredOption('--reason <words>', 'what changes and why, 40 characters or more')
    .option(
      '--counterfactual <report>',
      'file or hash of the report of "audit replay --policy": what it would have changed in recorded reads',
    )
    .option('--without-counterfactual <words>', 'why there is no such report, 40 characters or more')
    .requiredOption('--token <token>', TOKEN)
    .action(async (given: Common & Propose) =>
      run(async (output) => (await import('../policy-release.ts')).propose(readConfiguration(process.env), given, output), given),
    )
  command(release, 'approve', 'approve a release that another person has proposed: it is in force from then on')
    .argument('<hash>', 'hash of the release, as propose says')
    .option('--counterfactual <hash>', 'hash of the report that it was proposed with, as propose says: you approve both')
    .requiredOption('--token <token>', TOKEN)
    .action(async (hash: string, { token, counterfactual, ...common }: Common & { token: string; counterfactual?: string }) =>
      run(
        async (output) =>
          (await import('../policy-release.ts')).approve(readConfiguration(process.env), { hash, token, counterfactual }, output),
        common,
      ),
    )
  command(policy, 'explain', 'why a recorded read showed what it did: policies by name, in full')
    .argument('<record>', 'id of the access record (header Access-Record)')
    .option('--field <name>', 'only fields of this name')
    .option('--for-reader', 'in words for the reader, and nothing of what was withheld')
    .action(async (record: string, { field, forReader = false, ...common }: Common & { field?: string; forReader?: boolean }) =>
      run(
        async (output) =>
          (await import('../policy-explain.ts')).explainPolicy(readConfiguration(process.env), { record, field, forReader }, output),
        common,
      ),
    )
}
