import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** Declares `topics plan` and `topics apply`. */
export function declareTopics(throughline: Command): void {
  const topics = throughline.command('topics').description('topics, retention and ACLs of the cluster of KAFKA_BROKERS')
  for (const [name, description] of [
    ['plan', 'show the difference between the cluster and what it must be'],
    ['apply', 'make it so'],
  ] as const) {
    command(topics, name, description)
      .option('--agencies <file>', 'agencies to come: a JSON list, as demo/agencies.json')
      .option('--remove <agency...>', 'agencies whose rights are taken; others keep theirs')
      .action(async ({ agencies, remove, ...common }: Common & { agencies?: string; remove?: string[] }) =>
        run(
          async (output) => (await import('../topics.ts')).onCluster(name, readConfiguration(process.env), { agencies, remove }, output),
          common,
        ),
      )
  }
}
