import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { sendCommand } from '../socket.ts'
import { command, type Common } from './command.ts'
import { positive, share } from './numbers.ts'
import { run } from './run.ts'

/** Declares `feed`: the health of what one agency sends. */
export function declareFeed(throughline: Command): void {
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
          return (await import('../feed.ts')).feed(
            {
              url: at,
              token: await (await import('../token-source.ts')).tokenSource({ data, token, key, url: async () => at })(agency),
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
}
