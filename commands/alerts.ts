import { readFileSync } from 'node:fs'
import { notRun, RULES } from '../core/alerts/rule-table.ts'
import type { Alert } from '../core/alerts/told.ts'
import { createAccessLog } from '../gateway/audit/access-log.ts'
import { givenData, type GivenData } from '../gateway/audit/alerts/given-data.ts'
import { createMeetingNear } from '../gateway/audit/alerts/meetings.ts'
import { surroundingsOf } from '../gateway/audit/alerts/surroundings.ts'
import { createAlertWatch } from '../gateway/audit/alerts/watch.ts'
import { indexPartDecoder } from '../gateway/read/decoders.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { createRecordCodec } from '../infra/registry/record-codec.ts'
import { loadRecords } from '../schemas/index.ts'
import type { Output } from './output.ts'
import type { Parts } from './parts.ts'
import { policyInUse } from './policy.ts'
import { runningOrHere } from './running-or-here.ts'

/** An alert, and whether it was closed. */
type ListedAlert = Alert & { readonly state: 'open' | 'closed' }

/** What `audit alerts` found. */
export interface AlertsFound {
  readonly alerts: readonly ListedAlert[]
  readonly looked_over: number
  readonly not_run: ReturnType<typeof notRun>
}

/** The command to a running process: looks over the whole of access.log with the data that was given, which is kept nowhere. */
export const alertsHandler =
  (parts: Parts) =>
  async (given: Readonly<Record<string, unknown>>): Promise<AlertsFound> => {
    const data = givenData(given)
    const { vault, log, registry, store } = parts
    const secrets = { linking: await vault.secret('linking'), readerIds: await vault.secret('reader-ids') }
    const { facesPerpetrator } = await policyInUse(parts)
    const surroundings = await surroundingsOf({ db: store.db, secrets, facesPerpetrator }, data)
    const watch = createAlertWatch({
      accessLog: createAccessLog(log, createRecordCodec(registry)),
      vault,
      secrets,
      surroundings,
      meetingNear: createMeetingNear(store.db, indexPartDecoder(loadRecords())),
    })
    const { alerts, records } = await watch.upToNow()
    return {
      alerts: alerts.map(({ alert, closed }) => ({ ...alert, state: closed === undefined ? 'open' : 'closed' })),
      looked_over: records,
      not_run: notRun(surroundings.has),
    }
  }

/** Files of the data; a name that is absent was not given. */
export type AlertFiles = Readonly<Partial<Record<keyof GivenData, string | undefined>>>

function readList(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new Error(`The file ${file} cannot be read as JSON.`, { cause })
  }
}

const line = ({ ref, rule, severity, at, agency, state }: ListedAlert): string =>
  `${at}  ${severity.padEnd(6)}  ${rule.padEnd(3)}  ${agency}  ${ref}  ${state}  ${RULES[rule].says}`

/** `throughline audit alerts`; resolves with the exit code. */
export async function alerts(configuration: Configuration, files: AlertFiles, output: Output): Promise<number> {
  output.progress('Looking over the access records …')
  const given = Object.fromEntries(Object.entries(files).flatMap(([name, file]) => (file === undefined ? [] : [[name, readList(file)]])))
  givenData(given)
  const found = await runningOrHere<AlertsFound>(configuration, 'alerts', given, (parts) => alertsHandler(parts)(given))
  output.result(
    [
      ...found.alerts.map(line),
      `${String(found.alerts.length)} alert(s) in ${String(found.looked_over)} records.`,
      ...found.not_run.map(({ rule, needs }) => `${rule} not run: no ${needs} (--${needs} <file>).`),
    ].join('\n'),
    found,
  )
  return 0
}
