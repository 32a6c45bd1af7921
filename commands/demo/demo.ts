import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { londonDate } from '../../core/time/london.ts'
import { TIMELINE_CONSUMER } from '../../consumers/timeline/start.ts'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import { registerAgencies } from '../agencies.ts'
import { caughtUp } from '../catch-up.ts'
import { linkReaders } from '../links.ts'
import { DEMO_FOLDER, type Service } from '../service.ts'
import { readFolder } from './folder.ts'
import { guide } from './guide.ts'
import { daysToYesterday, loadChronologies } from './load.ts'

/** The two cases of the demo. */
export const DEMO_CASES = ['KESTREL', 'LINNET'] as const

/**
 * Whole days by which the demo's dates are moved: chosen at the first start, so that the last publication was yesterday, and kept, since the same
 * event sent again with other dates would be another event.
 */
function shiftOf(data: string, choose: () => number): number {
  const file = join(data, 'demo.json')
  if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { readonly shift: number }).shift
  const shift = choose()
  writeFileSync(`${file}.new`, `${JSON.stringify({ shift })}\n`, { flush: true })
  renameSync(`${file}.new`, file)
  return shift
}

const PROGRESS_EVERY = 10
/** A listing gives access for so long after a meeting: what an older demo shows may be less than the guide says. */
const FRESH_DAYS = 28

/** Loads the demo through the front door and prints where to look, as whom, and what each will see. A second time adds nothing. */
export async function loadDemo(service: Service, print: (line: string) => void): Promise<void> {
  const { parts, origin, identity } = service
  // A folder of readers counts as the coordinating agency's word with made-up people alone.
  if (identity.issueToken === undefined)
    throw new Error(
      'The demo needs the bundled sign-in: unset OIDC_ISSUER. With a real issuer the folder of readers links nobody; chair and coordinator allocate people.',
    )
  const { agencies, readers, chronologies } = readFolder(DEMO_FOLDER, { only: DEMO_CASES })
  await registerAgencies(parts, agencies)
  const fresh = daysToYesterday(chronologies, londonDate(parts.clock.now()))
  const shift = shiftOf(parts.data, () => fresh)
  const tokens = new Map<string, Promise<string>>()
  const token = (agency: string): Promise<string> => {
    const issued =
      tokens.get(agency) ??
      identity.issueToken?.({ as: agency }) ??
      Promise.reject(new Error('The demo needs the bundled sign-in: unset OIDC_ISSUER.'))
    tokens.set(agency, issued)
    return issued
  }
  print('Loading two made-up cases through POST /v1/events, each event as its agency …')
  const { accepted, repeated } = await loadChronologies({ url: origin, token }, chronologies, {
    shift,
    progress: (sent, of) => {
      if (sent > 0 && sent % PROGRESS_EVERY === 0) print(`  ${String(sent)} of ${String(of)} events`)
    },
  })
  await caughtUp(parts.log, parts.store, TIMELINE_CONSUMER, CASE_EVENTS)
  await linkReaders(parts, chronologies, readers)
  print(guide({ origin, accepted, repeated }))
  if (fresh - shift > FRESH_DAYS) {
    print(`
The dates of this demo are those of its first start, ${String(fresh - shift)} days ago. What was listed or agreed to for a time may have ended since, as it would have in life.
For a demo of today: stop, delete the folder ${parts.data}, and start again.`)
  }
}
