import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import type { KeyStep } from '../agency-keys.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** Declares `agencies register` and `agencies keys …`. */
export function declareAgencies(throughline: Command): void {
  const agencies = throughline.command('agencies').description('the agencies')
  command(agencies, 'register', 'register agencies, with their topics, or change their names, types and areas')
    .argument('<file>', 'a JSON list, as demo/agencies.json')
    .option('--new-area <name...>', 'areas that no agency is in yet, and that are meant as they are written though they look like another')
    .action(async (file: string, { newArea = [], ...common }: Common & { newArea?: string[] }) =>
      run(
        async (output) => (await import('../register-agencies.ts')).register(readConfiguration(process.env), file, newArea, output),
        common,
      ),
    )
  const keys = agencies.command('keys').description("the keys that an agency's systems sign in with")
  const keyCommand = (name: string, description: string): Command =>
    command(keys, name, description).requiredOption('--agency <id>', 'the agency')
  const takeKeyStep = (step: KeyStep, common: Common): Promise<void> =>
    run(async (output) => (await import('../agency-keys.ts')).agencyKeys(readConfiguration(process.env), step, output), common)
  keyCommand('add', 'add a public key: the first of an agency; the others it adds itself (POST /v1/keys)')
    .argument('<file>', 'public key in PEM, or a JWK')
    .requiredOption('--proof <file>', 'what the agency got from prove')
    .action(async (file: string, { agency, proof, ...common }: Common & { agency: string; proof: string }) =>
      run(async (output) => {
        const { agencyKeys, readKeyFile } = await import('../agency-keys.ts')
        return agencyKeys(
          readConfiguration(process.env),
          { step: 'add', agency, key: readKeyFile(file), proof: readKeyFile(proof) },
          output,
        )
      }, common),
    )
  keyCommand('prove', 'for the agency: sign that a private key is its own, for who adds the public one within the hour')
    .argument('<file>', 'private key in PEM; it is read here and sent nowhere')
    .requiredOption('--url <address>', 'where Throughline is reached')
    .action(async (file: string, { agency, url, ...common }: Common & { agency: string; url: string }) =>
      run(async (output) => (await import('../key-proof.ts')).proveKey({ agency, key: file, url }, output), common),
    )
  keyCommand('list', 'the keys of an agency, when they end and when they were last used').action(
    async ({ agency, ...common }: Common & { agency: string }) => takeKeyStep({ step: 'list', agency }, common),
  )
  command(keys, 'accept-loss', 'where keys of agencies were lost and are registered anew: say no more that they are gone').action(
    async (common: Common) => takeKeyStep({ step: 'accept-loss' }, common),
  )
  keyCommand('retire', 'retire a key for ever; tokens that it was given end with it')
    .argument('<kid>', 'its thumbprint, as list says')
    .action(async (kid: string, { agency, ...common }: Common & { agency: string }) => takeKeyStep({ step: 'retire', agency, kid }, common))
}
