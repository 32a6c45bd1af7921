import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { whole } from './numbers.ts'
import { run } from './run.ts'

/** Declares `schemas check` and `schemas publish`. */
export function declareSchemas(throughline: Command): void {
  const schemas = throughline.command('schemas').description('the schemas of events and records')
  const schemaOptions = async () => {
    const configuration = readConfiguration(process.env)
    const [{ controlLogOf }, { recordedNumberings }] = await Promise.all([import('../schemas.ts'), import('../registry/recorded.ts')])
    return { registryUrl: configuration.registryUrl, controlLog: controlLogOf(configuration, () => recordedNumberings(configuration)) }
  }
  command(
    schemas,
    'check',
    'lint, FULL_TRANSITIVE gate against the released versions, generated files up to date; the ids of the registry against the control log',
  ).action(async (common: Common) => run(async (output) => (await import('../schemas.ts')).check(output, await schemaOptions()), common))
  command(schemas, 'publish', 'release new versions of changed schemas, and register all that the registry of SCHEMA_REGISTRY_URL lacks')
    .option(
      '--renumber',
      'into a registry that takes the place of one that is lost: register everything, and note its ids in the control log',
    )
    .option('--wait <seconds>', 'how long a registry that does not answer yet is waited for', whole, 60)
    .action(async ({ renumber = false, wait, ...common }: Common & { renumber?: boolean; wait: number }) =>
      run(async (output) => {
        const { registryUrl } = readConfiguration(process.env)
        if (registryUrl !== undefined)
          await (await import('../../infra/registry/confluent/await-registry.ts')).awaitRegistry({ url: registryUrl }, wait * 1_000)
        return (await import('../schemas.ts')).publish(output, { ...(await schemaOptions()), renumber })
      }, common),
    )
}
