import type { Configuration } from '../infra/configuration/configuration.ts'
import { openAgencyKeyStore } from './adapters.ts'
import { wrongWith } from './operations/judge-status.ts'
import type { WatchedKeys } from './operations/checks.ts'
import { readStatusHere } from './operations/read-status.ts'
import { statusSchema, type Status } from './operations/status.ts'
import type { Output } from './output.ts'
import type { Parts } from './parts.ts'
import { runningOrHere } from './running-or-here.ts'

const MOST_CODES = 5

const counted = (codes: readonly { readonly code: string; readonly count: number }[]): string =>
  codes
    .slice(0, MOST_CODES)
    .map(({ code, count }) => `${code} ${String(count)}`)
    .join(', ')
const seconds = (value: number): string => (value < 120 ? `${String(Math.round(value))} s` : `${String(Math.round(value / 60))} min`)
const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]

function feedLine({
  agency,
  last_event_at: last,
  waiting,
  waiting_imports: imports,
  oldest_waiting_seconds: oldest,
  held,
  rejected,
  rejected_at_the_door: door,
}: NonNullable<Status['feeds']>[number]): string {
  const said = [
    `last event ${last ?? 'never'}`,
    ...(waiting + imports > 0 ? [`${String(waiting)} waiting, of imports ${String(imports)}, the oldest for ${seconds(oldest)}`] : []),
    ...(held > 0 ? [`${String(held)} held`] : []),
    ...(rejected.length > 0 ? [`rejected in 24 hours: ${counted(rejected)}`] : []),
    ...(door.length > 0 ? [`refused at the door: ${counted(door)}`] : []),
  ]
  return `${agency.padEnd(24)} ${said.join('; ')}`
}

/** One line for a monitor. Nothing is all right that nobody has looked at. */
function verdictOf({ not_seen: notSeen }: Status, wrong: readonly string[]): string {
  if (wrong.length > 0) return `CRITICAL: ${wrong.join('; ')}`
  return notSeen.length === 0
    ? 'OK: nothing is wrong'
    : `OK: nothing is wrong in what is seen from here; not seen: ${notSeen.map(({ what }) => what).join(', ')}`
}

const NO_RIGHT: ReadonlySet<string> = new Set(['not-allowed', 'rights'])

/** The status in words: one line for a monitor first. */
function linesOf(status: Status, wrong: readonly string[]): readonly string[] {
  const verdict = verdictOf(status, wrong)
  const where =
    status.roles === null
      ? 'nothing runs on this data folder; looked at from here'
      : `seen from the process that runs ${status.roles.join(', ')}`
  return [
    verdict,
    `version ${status.version}, ${status.at}, ${where}`,
    ...section(
      'Dependencies',
      status.dependencies.map(
        ({ name, up, answered_seconds_ago: ago }) =>
          `${name.padEnd(24)} ${up ? 'up' : 'DOWN'}, ${ago === null ? 'has never answered' : `answered ${seconds(ago)} ago`}`,
      ),
    ),
    ...section(
      'Consumers',
      status.consumers.map(
        ({ consumer, state, lag }) =>
          `${consumer.padEnd(24)} ${state ?? 'not in this process'}${lag === null ? '' : lag.records === 0 ? ', up to date' : `, ${String(lag.records)} records behind, the oldest for ${seconds(lag.seconds)}`}`,
      ),
    ),
    ...section('Feeds', (status.feeds ?? []).map(feedLine)),
    ...section(
      'Findings of the last check',
      status.findings.map(({ code, count }) => `${code} ${String(count)}`),
    ),
    ...section('Ends', [
      ...(status.certificates ?? []).map(({ name, ends_at: end }) => `certificate of ${name}: ${end}`),
      ...(status.agency_keys ?? []).map(({ agency, ends_at: end }) => `last key of ${agency}: ${end}`),
    ]),
    ...section(
      'Not seen from here',
      status.not_seen.map(({ what, code }) => `${what}: ${NO_RIGHT.has(code) ? 'the user of this process has no right to' : code}`),
    ),
  ]
}

/** Agencies' keys, opened when they are looked at: who may not see them, such as an auditor, sees the rest. */
function watchedKeys({ places, data }: Parts): WatchedKeys & { close(): Promise<void> } {
  let opened: ReturnType<typeof openAgencyKeyStore> | undefined
  const store = () => (opened ??= openAgencyKeyStore(places, data))
  return {
    lastEnds: async () => (await store()).lastEnds(),
    count: async () => (await store()).count(),
    close: async () => {
      await opened?.then(
        (keys) => keys.close(),
        () => undefined,
      )
    },
  }
}

async function readHere(parts: Parts): Promise<Status> {
  const keys = watchedKeys(parts)
  try {
    return await readStatusHere(parts, keys)
  } finally {
    await keys.close()
  }
}

/** `throughline status`: exit code 0 when nothing is wrong, else 1. */
export async function status(configuration: Configuration, output: Output): Promise<number> {
  const found = statusSchema.parse(await runningOrHere<unknown>(configuration, 'status', {}, readHere))
  const wrong = wrongWith(found)
  output.result(linesOf(found, wrong).join('\n'), { healthy: wrong.length === 0, wrong, status: found })
  return wrong.length === 0 ? 0 : 1
}
