import { Command, InvalidArgumentError, Option } from 'commander'
import { systemClock } from './infra/clock/clock.ts'
import { ConfigurationError, readConfiguration } from './infra/configuration/configuration.ts'
import { createLog } from './infra/telemetry/logger.ts'
import { createOutput, type Output } from './commands/output.ts'
import type { KeyStep } from './commands/agency-keys.ts'
import type { AllocateGiven, AllocateOptions } from './commands/allocate.ts'
import type { KeysStep } from './commands/keys.ts'
import { sendCommand } from './commands/socket.ts'
import agencyType from './schemas/codes/agency_type.json' with { type: 'json' }
import type { AgencyType } from './schemas/generated/codes.ts'

const NO_ERASURES =
  'Give --erasures <file>, the list of what was erased since the backup (THROUGHLINE_ERASURES_FILE; more of it is no harm), or --without-erasures where nothing was: ' +
  'without the list, what was erased since would come back.'

interface Common {
  readonly json?: boolean
}

/** A number above 0. */
function positive(text: string): number {
  const number = Number(text)
  if (!(number > 0) || !Number.isFinite(number)) throw new InvalidArgumentError('Give a number above 0.')
  return number
}

/** A whole number from 0. */
function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give a whole number.')
  return Number(text)
}

/** A share in percent. */
function share(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !(number >= 0 && number <= 100)) throw new InvalidArgumentError('Give a number from 0 to 100.')
  return number
}

/** The command line: declares the commands; each one's work is in commands/ and loaded when it is called. */
function program(run: (work: (output: Output) => Promise<number>, common: Common) => Promise<void>): Command {
  const throughline = new Command('throughline')
    .description('The event bus that joins what agencies know about a domestic-abuse perpetrator')
    .showHelpAfterError()
    .exitOverride()
  const command = (parent: Command, name: string, description: string): Command =>
    parent.command(name).description(description).option('--json', 'answer as JSON on standard output')

  command(throughline, 'serve', 'serve in this process: everything, or what THROUGHLINE_ROLES names')
    .option('--demo', 'load two made-up cases through the front door')
    .action(async ({ demo = false, ...common }: Common & { demo?: boolean }) => {
      await run(async () => (await import('./commands/serve.ts')).serve(readConfiguration(process.env), { demo }), common)
      // What a failure leaves open, such as connections, keeps no process alive that serves nothing.
      if (process.exitCode !== 0) process.exit()
    })

  command(throughline, 'token', 'a bearer token of the bundled sign-in, for a made-up reader or agency')
    .requiredOption('--as <id>', 'id of demo/readers.json or demo/agencies.json')
    .action(async ({ as, ...common }: Common & { as: string }) =>
      run(async (output) => {
        const token = await sendCommand(readConfiguration(process.env).data, { command: 'token', arguments: { as } })
        output.result(String(token), { token })
        return 0
      }, common),
    )

  command(
    throughline,
    'trial-issuer',
    'an OpenID Connect issuer with made-up people in a process of its own, for several gateways to try; never with real people',
  )
    .option('--port <number>', 'where it listens on 127.0.0.1', whole, 3100)
    .option('--gateway <address>', 'where people reach the gateways (THROUGHLINE_ORIGIN)', 'http://127.0.0.1:3000')
    .action(async ({ port, gateway, ...common }: Common & { port: number; gateway: string }) =>
      run(async () => (await import('./commands/trial-issuer.ts')).trialIssuer(readConfiguration(process.env), { port, gateway }), common),
    )

  command(throughline, 'publish', 'publish events of JSONL files (CloudEvents) through a durable outbox')
    .argument('<file...>')
    .option('--url <address>', 'the service; default: the one that runs on the data folder')
    .option('--token <token>', 'bearer token; default: of the bundled sign-in, for the agency that each event names')
    .option('--key <file>', "in place of a token: the agency's private key in PEM (docs/how-to/sign-in-of-systems.md)")
    .action(async (files: string[], { url, token, key, ...common }: Common & { url?: string; token?: string; key?: string }) =>
      run(async (output) => {
        const { data, logLevel } = readConfiguration(process.env)
        const [{ publish }, { tokenSource }] = [await import('./commands/publish.ts'), await import('./commands/token-source.ts')]
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
        return (await import('./commands/check.ts')).check(files, { agencyType: ofOthers, nationalRegister }, output)
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
          const tokens = (await import('./commands/token-source.ts')).tokenSource({ data, token, key, url: at })
          return (await import('./commands/import.ts')).importFile(
            { agency, mapping, file, dryRun, rejected, outcomes, wait, again, data, url: at, token: () => tokens(agency) },
            output,
          )
        }, common),
    )

  command(throughline, 'feed', "health of an agency's feed, for people and monitors: exit code 0 healthy, 1 not")
    .requiredOption('--agency <id>', 'the agency')
    .option('--max-silence <hours>', 'unhealthy when nothing was published for so long', positive)
    .option('--max-rejected <percent>', 'unhealthy when more of the last 24 hours were rejected', positive, 5)
    .option('--max-held <percent>', 'unhealthy when more of the last 24 hours wait for you to confirm them', share)
    .option('--max-waiting <minutes>', 'unhealthy when an event has waited longer for its receipt', positive, 15)
    .option('--min-credential <days>', 'unhealthy when the credential ends sooner', positive)
    .option('--url <address>', 'the service; default: the one that runs on the data folder')
    .option('--token <token>', 'bearer token; default: of the bundled sign-in, for the agency')
    .option('--key <file>', "in place of a token: the agency's private key in PEM (docs/how-to/sign-in-of-systems.md)")
    .action(
      async ({
        agency,
        url,
        token,
        key,
        maxSilence,
        maxRejected,
        maxHeld,
        maxWaiting,
        minCredential,
        ...common
      }: Common & {
        agency: string
        url?: string
        token?: string
        key?: string
        maxSilence?: number
        maxRejected: number
        maxHeld?: number
        maxWaiting: number
        minCredential?: number
      }) =>
        run(async (output) => {
          const { data } = readConfiguration(process.env)
          const at = url ?? String(await sendCommand(data, { command: 'origin' }))
          return (await import('./commands/feed.ts')).feed(
            {
              url: at,
              token: await (await import('./commands/token-source.ts')).tokenSource({ data, token, key, url: async () => at })(agency),
              limits: {
                silenceHours: maxSilence,
                rejectedPercent: maxRejected,
                heldPercent: maxHeld,
                waitingMinutes: maxWaiting,
                credentialDays: minCredential,
              },
            },
            output,
          )
        }, common),
    )

  command(throughline, 'simulate', 'send made-up events of whole areas through the front door; the same seed, the same events')
    .option('--seed <number>', '0 to 99', whole, 1)
    .option('--events <number>', 'how many', whole, 1_000)
    .option('--rate <number>', 'events a second; default: as fast as they are taken', positive)
    .option('--area <name>', 'one area of demo/agencies.json; default: all')
    .option('--from <date>', 'first day of the first cases', '2025-01-01')
    .option('--repeated <percent>', 'events sent twice', share, 1)
    .option('--broken <percent>', 'events with a code that there is not', share, 0)
    .option('--url <address>', 'the service; default: the one that runs on the data folder')
    .action(
      async ({
        seed,
        events,
        rate,
        area,
        from,
        repeated,
        broken,
        url,
        ...common
      }: Common & {
        seed: number
        events: number
        rate?: number
        area?: string
        from: string
        repeated: number
        broken: number
        url?: string
      }) =>
        run(async (output) => {
          const { data } = readConfiguration(process.env)
          return (await import('./commands/simulate.ts')).simulate(
            {
              seed,
              events,
              rate,
              area,
              from,
              repeated,
              broken,
              url: url ?? String(await sendCommand(data, { command: 'origin' })),
              token: async (agency) => String(await sendCommand(data, { command: 'token', arguments: { as: agency } })),
            },
            output,
          )
        }, common),
    )

  command(
    throughline,
    'status',
    'for operators: feeds of all agencies without content, consumers, dependencies, findings, ends of certificates and keys; exit code 0 nothing is wrong, 1 something is',
  ).action(async (common: Common) =>
    run(async (output) => (await import('./commands/status.ts')).status(readConfiguration(process.env), output), common),
  )

  const schemas = throughline.command('schemas').description('the schemas of events and records')
  const schemaOptions = async () => {
    const configuration = readConfiguration(process.env)
    const [{ controlLogOf }, { recordedNumberings }] = await Promise.all([
      import('./commands/schemas.ts'),
      import('./commands/registry/recorded.ts'),
    ])
    return { registryUrl: configuration.registryUrl, controlLog: controlLogOf(configuration, () => recordedNumberings(configuration)) }
  }
  command(
    schemas,
    'check',
    'lint, FULL_TRANSITIVE gate against the released versions, generated files up to date; the ids of the registry against the control log',
  ).action(async (common: Common) =>
    run(async (output) => (await import('./commands/schemas.ts')).check(output, await schemaOptions()), common),
  )
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
          await (await import('./infra/registry/confluent/await-registry.ts')).awaitRegistry({ url: registryUrl }, wait * 1_000)
        return (await import('./commands/schemas.ts')).publish(output, { ...(await schemaOptions()), renumber })
      }, common),
    )

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
          async (output) =>
            (await import('./commands/topics.ts')).onCluster(name, readConfiguration(process.env), { agencies, remove }, output),
          common,
        ),
      )
  }

  const database = throughline.command('database').description('the PostgreSQL database of DATABASE_URL')
  command(database, 'apply', 'make roles, schemas, tables and rights of this release, as the owner').action(async (common: Common) =>
    run(async (output) => (await import('./commands/database.ts')).apply(readConfiguration(process.env), output), common),
  )

  command(throughline, 'backup', 'copy the embedded data folder into one file, while it serves; without the master key')
    .argument('<file>', 'the file to make')
    .action(async (file: string, common: Common) =>
      run(
        async (output) => (await import('./commands/backup.ts')).backup(readConfiguration(process.env), file, systemClock, output),
        common,
      ),
    )
  command(throughline, 'restore', 'put a backup into an empty data folder, and erase again what was erased since')
    .argument('<file>', 'what backup made')
    .option('--erasures <file...>', 'lists of what was erased (THROUGHLINE_ERASURES_FILE), up to now')
    .addOption(new Option('--without-erasures', 'nothing was erased since the backup was made').conflicts('erasures'))
    .action(async (file: string, { erasures, withoutErasures, ...common }: Common & { erasures?: string[]; withoutErasures?: boolean }) => {
      return run(async (output) => {
        if (erasures === undefined && withoutErasures !== true) {
          output.failure(NO_ERASURES)
          return WRONG_USE
        }
        return (await import('./commands/restore.ts')).restore(readConfiguration(process.env), { file, erasures: erasures ?? [] }, output)
      }, common)
    })

  const erasures = throughline.command('erasures').description('what was erased, after a restore of databases')
  command(
    erasures,
    'apply',
    'destroy again the keys of what lists of erasures name, while nothing serves (an embedded folder: restore --erasures)',
  )
    .argument('<file...>', 'lists of what was erased (THROUGHLINE_ERASURES_FILE), up to now')
    .action(async (files: string[], common: Common) =>
      run(async (output) => (await import('./commands/erasures.ts')).apply(readConfiguration(process.env), files, output), common),
    )

  const masterKey = throughline.command('master-key').description("the key that the vault's keys are wrapped under")
  command(
    masterKey,
    'rotate',
    'make a new master key and wrap every key under it, while nothing serves; goes on where it was stopped',
  ).action(async (common: Common) =>
    run(async (output) => (await import('./commands/master-key.ts')).rotate(readConfiguration(process.env), output), common),
  )

  const timeline = throughline.command('timeline').description('the timelines in the read store')
  command(
    timeline,
    'rebuild',
    'throw the timelines away and make them again from the log (in PostgreSQL while everything serves; embedded while nothing does)',
  )
    .option('--accept-loss', 'where a log has lost records and no copy has them: note them as gone, and rebuild from what is there')
    .action(async ({ acceptLoss = false, ...common }: Common & { readonly acceptLoss?: boolean }) =>
      run(
        async (output) => (await import('./commands/timeline.ts')).rebuild(readConfiguration(process.env), { acceptLoss }, output),
        common,
      ),
    )

  const policy = throughline.command('policy').description('the policies that decide who sees what')
  const FILES = '--files <folder>'
  const TOKEN = 'a token of the person who does this: dpo or system_admin'
  command(policy, 'test', 'check the files of a release, and say what it would change in the live matrix')
    .option(FILES, 'folder with cedar/ and tables/; default: those of this installation')
    .action(async ({ files, ...common }: Common & { files?: string }) =>
      run(async (output) => (await import('./commands/policy-test.ts')).testPolicy(readConfiguration(process.env), files, output), common),
    )
  const release = policy.command('release').description('put a release in force, by two people')
  command(release, 'propose', 'propose a release; another person approves it')
    .option(FILES, 'folder with cedar/ and tables/; default: those of this installation')
    .requiredOption('--reason <words>', 'what changes and why, 40 characters or more')
    .requiredOption('--token <token>', TOKEN)
    .action(async ({ files, reason, token, ...common }: Common & { files?: string; reason: string; token: string }) =>
      run(
        async (output) =>
          (await import('./commands/policy-release.ts')).propose(readConfiguration(process.env), { files, reason, token }, output),
        common,
      ),
    )
  command(release, 'approve', 'approve a release that another person has proposed: it is in force from then on')
    .argument('<hash>', 'hash of the release, as propose says')
    .requiredOption('--token <token>', TOKEN)
    .action(async (hash: string, { token, ...common }: Common & { token: string }) =>
      run(
        async (output) => (await import('./commands/policy-release.ts')).approve(readConfiguration(process.env), { hash, token }, output),
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
          (await import('./commands/policy-explain.ts')).explainPolicy(
            readConfiguration(process.env),
            { record, field, forReader },
            output,
          ),
        common,
      ),
    )

  const agencies = throughline.command('agencies').description('the agencies')
  command(agencies, 'register', 'register agencies, with their topics, or change their names, types and areas')
    .argument('<file>', 'a JSON list, as demo/agencies.json')
    .option('--new-area <name...>', 'areas that no agency is in yet, and that are meant as they are written though they look like another')
    .action(async (file: string, { newArea = [], ...common }: Common & { newArea?: string[] }) =>
      run(
        async (output) => (await import('./commands/register-agencies.ts')).register(readConfiguration(process.env), file, newArea, output),
        common,
      ),
    )
  const keys = agencies.command('keys').description("the keys that an agency's systems sign in with")
  const keyCommand = (name: string, description: string): Command =>
    command(keys, name, description).requiredOption('--agency <id>', 'the agency')
  const takeKeyStep = (step: KeyStep, common: Common): Promise<void> =>
    run(async (output) => (await import('./commands/agency-keys.ts')).agencyKeys(readConfiguration(process.env), step, output), common)
  keyCommand('add', 'add a public key: the first of an agency; the others it adds itself (POST /v1/keys)')
    .argument('<file>', 'public key in PEM, or a JWK')
    .requiredOption('--proof <file>', 'what the agency got from prove')
    .action(async (file: string, { agency, proof, ...common }: Common & { agency: string; proof: string }) =>
      run(async (output) => {
        const { agencyKeys, readKeyFile } = await import('./commands/agency-keys.ts')
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
      run(async (output) => (await import('./commands/key-proof.ts')).proveKey({ agency, key: file, url }, output), common),
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

  const vaultKeys = throughline
    .command('keys')
    .description('the keys that everything is sealed under: what a vault that is older than the logs lacks')
  const takeKeysStep = (step: KeysStep, common: Common): Promise<void> =>
    run(async (output) => (await import('./commands/keys.ts')).keys(readConfiguration(process.env), step, output), common)
  command(vaultKeys, 'status', 'what is missing, and which losses were accepted: exit code 0 when nothing is missing').action(
    async (common: Common) => takeKeysStep({ step: 'status' }, common),
  )
  command(
    vaultKeys,
    'accept-loss',
    'accept, on record and for good, that what is sealed under the missing keys stays unreadable; then events are taken again',
  )
    .requiredOption('--reason <words>', 'why no fresher vault can be put back, 40 characters or more')
    .action(async ({ reason, ...common }: Common & { reason: string }) => takeKeysStep({ step: 'accept-loss', reason }, common))

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
          return (await import('./commands/staff.ts')).staff(
            readConfiguration(process.env),
            { agency, staff: id, role, duties, by },
            output,
          )
        }, common),
    )

  const allocate = throughline
    .command('allocate')
    .description('people allocated to a case, by the agency that lists it; asks the running service')
  const allocateCommand = (name: string, description: string): Command =>
    command(allocate, name, description)
      .requiredOption('--case <id>', 'case id, as your list of cases gives it')
      .requiredOption('--token <token>', 'a token of a chair or coordinator of that agency')
  allocateCommand('give', 'allocate a worker, for one purpose and one person harmed')
    .requiredOption('--worker <agency:staff>', 'the worker')
    .requiredOption('--role <role>', 'the role in which they work on the case')
    .requiredOption('--purpose <code>', 'the one purpose for which they read it')
    .requiredOption('--event <id>', 'an event of your timeline that names the one adult whose worker it is')
    .requiredOption('--until <date>', 'last day, six months ahead at most')
    .requiredOption('--reason <words>', 'why they need the case, 40 characters or more')
    .action(async (options: Common & AllocateGiven) =>
      run(
        async (output) => (await import('./commands/allocate.ts')).giveAllocated(readConfiguration(process.env), options, output),
        options,
      ),
    )
  allocateCommand('list', 'who is allocated').action(async (options: Common & AllocateOptions) =>
    run(async (output) => (await import('./commands/allocate.ts')).listAllocated(readConfiguration(process.env), options, output), options),
  )
  allocateCommand('end', 'end an allocation')
    .argument('<id>', 'its id, as list says')
    .requiredOption('--reason <words>', 'why it ends, 40 characters or more')
    .action(async (id: string, options: Common & AllocateOptions & { reason: string }) =>
      run(
        async (output) => (await import('./commands/allocate.ts')).endAllocated(readConfiguration(process.env), { ...options, id }, output),
        options,
      ),
    )

  const audit = throughline.command('audit').description('prove what was read, and why')
  command(audit, 'replay', 'run recorded reads again from the logs and compare')
    .option('--from <time>', 'first read, date-time with offset')
    .option('--to <time>', 'last read, date-time with offset')
    .action(async ({ from, to, ...common }: Common & { from?: string; to?: string }) =>
      run(
        async (output) =>
          (await import('./commands/audit.ts')).replayRange(
            readConfiguration(process.env),
            { ...(from ? { from } : {}), ...(to ? { to } : {}) },
            output,
          ),
        common,
      ),
    )
  command(audit, 'verify', 'chains of every log, and the read store against them').action(async (common: Common) =>
    run(async (output) => (await import('./commands/audit.ts')).verify(readConfiguration(process.env), output), common),
  )
  return throughline
}

const FAILED = 1
const WRONG_USE = 2

async function main(): Promise<void> {
  const run = async (work: (output: Output) => Promise<number>, { json = false }: Common): Promise<void> => {
    const output = createOutput(json)
    try {
      process.exitCode = await work(output)
    } catch (error) {
      output.failure(error instanceof Error ? error.message : 'The command failed.')
      process.exitCode = error instanceof ConfigurationError ? WRONG_USE : FAILED
    }
  }
  try {
    await program(run).parseAsync()
  } catch (error) {
    const { exitCode } = error as { readonly exitCode?: number }
    process.exitCode = exitCode === 0 ? 0 : WRONG_USE
  }
}

await main()
