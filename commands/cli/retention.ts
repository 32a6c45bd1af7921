import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

const TOKEN = 'a token of the person who does this: dpo or system_admin of the bus operator, or of an agency of oversight'
const SECOND = 'a token of another person; one of the two is a dpo'

interface Decided extends Common {
  readonly case: string
  readonly ground: string
  readonly until?: string
  readonly token: string
  readonly second?: string
}

/** Declares `retention due`, `run`, `hold`, `lift` and `extend`. */
export function declareRetention(throughline: Command): void {
  const retention = throughline.command('retention').description('how long cases are kept, and what comes then')
  command(retention, 'due', 'what is due in each case, and what is held: ids, dates and classes, nothing of what was said')
    .requiredOption('--token <token>', TOKEN)
    .action(async ({ token, ...common }: Common & { token: string }) =>
      run(async (output) => (await import('../retention/command.ts')).due(readConfiguration(process.env), { token }, output), common),
    )
  command(
    retention,
    'run',
    'erase what is due without a review, as a timer does once a day; with --approve: what is due of a case after one',
  )
    .option('--approve <case>', 'the case that two people have reviewed: everything of it that is due is erased')
    .option('--token <token>', TOKEN)
    .option('--second <token>', SECOND)
    .action(async ({ json, ...given }: Common & { approve?: string; token?: string; second?: string }) =>
      run(async (output) => (await import('../retention/command.ts')).runRetention(readConfiguration(process.env), given, output), {
        json: json === true,
      }),
    )
  const declareDecision = (kind: 'hold' | 'lift' | 'extend', description: string, grounds: string): Command =>
    command(retention, kind, description)
      .requiredOption('--case <id>', 'the case, as "retention due" lists it')
      .requiredOption('--ground <code>', grounds)
      .requiredOption('--token <token>', TOKEN)
      .option('--second <token>', `${SECOND}; a hold needs none`)
      .action(async ({ case: caseId, ground, until = '', token, second = '', ...common }: Decided) =>
        run(
          async (output) =>
            (await import('../retention/command.ts')).decide(
              readConfiguration(process.env),
              { case: caseId, kind, ground, until, token, second },
              output,
            ),
          common,
        ),
      )
  const holds = 'death_review, inquiry, litigation or live_request'
  declareDecision('hold', 'stop every clock of a case', holds)
  declareDecision('lift', 'let them run again, by two people', holds)
  declareDecision(
    'extend',
    'keep what is due after a review, by two people',
    'safeguarding, policing_purpose, legal_duty or research',
  ).requiredOption('--until <day>', 'last day, in London')
}
