import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { whole } from './numbers.ts'
import { run } from './run.ts'

const FOLDER = ['--folder <path>', 'where it keeps its key and what it has cosigned', './witness'] as const
const KEY = ['--key <file>', 'its key, where that is not witness.key in the folder'] as const

type Served = Common & {
  readonly folder: string
  readonly key?: string
  readonly name?: string
  readonly firstStart?: boolean
  readonly host: string
  readonly port: number
  readonly log: readonly string[]
  readonly logs?: string
}

const collect = (one: string, before: readonly string[]): readonly string[] => [...before, one]

/** What `throughline witness` does when no more is said. */
const serving = (witness: Command): Command =>
  witness
    .command('serve', { isDefault: true })
    .description('answer POST /add-checkpoint (C2SP tlog-witness); what `throughline witness` does when no more is said')
    .option('--json', 'answer as JSON on standard output')

/** Declares `witness` (which serves), `witness key`, `kept` and `start-over`, and for the agency of a log `witness accept-loss`. */
export function declareWitness(throughline: Command): void {
  const witness = throughline.command('witness').description("cosign the checkpoints of another agency's transparency log")
  serving(witness)
    .option('--log <vkey>', 'verifier key of a log that it cosigns for; may be said again', collect, [])
    .option('--logs <file>', 'a file of such keys, a line each: log <vkey>')
    .option(...FOLDER)
    .option('--name <name>', 'name of the key that is made at the first start, for example witness.example.org/probation')
    .option(...KEY)
    .option('--first-start', 'the key of --key has cosigned nothing yet')
    .option('--host <address>', 'where it listens', '127.0.0.1')
    .option('--port <number>', 'where it listens', whole, 3200)
    .action(async ({ json, key, name, logs, firstStart = false, ...options }: Served) => {
      await run(
        async (output) =>
          (await import('../witness/serve.ts')).serve(readConfiguration(process.env), { ...options, key, name, logs, firstStart }, output),
        { json: json ?? false },
      )
      if (process.exitCode !== 0) process.exit()
    })
  command(witness, 'key', 'its verifier key, for the policies of the logs')
    .option(...FOLDER)
    .option(...KEY)
    .action(async ({ folder, key, ...common }: Common & { folder: string; key?: string }) =>
      run(async (output) => (await import('../witness/show.ts')).showKey({ folder, key }, output), common),
    )
  command(witness, 'kept', 'what it has cosigned last, and what it refused: exit code 1 where a log did not go on')
    .option(...FOLDER)
    .action(async ({ folder, ...common }: Common & { folder: string }) =>
      run(async (output) => (await import('../witness/show.ts')).showKept({ folder }, output), common),
    )
  command(witness, 'start-over', 'cosign a log anew whose agency has accepted a loss; what was cosigned is kept as what does not go on')
    .requiredOption('--log <origin>', 'name of the log: the first line of its checkpoints')
    .option(...FOLDER)
    .action(async ({ folder, log, ...common }: Common & { folder: string; log: string }) =>
      run(async (output) => (await import('../witness/start-over.ts')).startOver({ folder, log }, output), common),
    )
  command(witness, 'accept-loss', 'of our own log: say that accesses which witnesses have cosigned are gone for good').action(
    async (common: Common) =>
      run(async (output) => (await import('../witnessing/accept-loss.ts')).acceptLoss(readConfiguration(process.env), output), common),
  )
}
