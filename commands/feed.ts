import { createHttp } from '../producers/agency-client/http.ts'
import { unhealthy, type Feed, type FeedLimits } from '../producers/feed/health.ts'
import type { Output } from './output.ts'

export interface FeedCommand {
  readonly url: string
  readonly token: string
  readonly limits: FeedLimits
}

const counted = (codes: readonly { readonly code: string; readonly count: number }[]): string =>
  codes
    .slice(0, 5)
    .map(({ code, count }) => `${code} ${String(count)}`)
    .join(', ')

function linesOf({
  events,
  import: imports,
  receipts: { last_24_hours: day, last_7_days: week },
  schemas,
  credential,
}: Feed): readonly string[] {
  const old = schemas.filter(({ current }) => !current)
  return [
    `last event             ${events.last_published_at ?? 'none'}, of imports ${imports.last_published_at ?? 'none'}`,
    `without a receipt yet  ${String(events.waiting.count)}, of imports ${String(imports.waiting.count)}`,
    `receipt after          ${events.receipt_after_ms.p50 === null ? 'not known' : `${String(events.receipt_after_ms.p50)} ms, 95 % within ${String(events.receipt_after_ms.p95)} ms`}`,
    ...(
      [
        ['24 hours', day],
        ['7 days', week],
      ] as const
    ).flatMap(([span, { accepted, repeated, rejected, held, rejected_by: by, warnings_by: warned }]) => [
      `last ${span.padEnd(18)}${String(accepted)} accepted, ${String(repeated)} repeated, ${String(rejected)} rejected, ${String(held)} held`,
      ...(by.length === 0 ? [] : [`  rejected by          ${counted(by)}`]),
      ...(warned.length === 0 ? [] : [`  warnings             ${counted(warned)}`]),
    ]),
    ...(old.length === 0 ? [] : [`older schemas in use   ${old.map(({ type, version }) => `${type} ${String(version)}`).join(', ')}`]),
    ...(credential.expires_at === null ? [] : [`credential ends        ${credential.expires_at}`]),
  ]
}

/** Says how healthy an agency's feed is: one line for a monitor, then the figures. Resolves with the exit code: 0 healthy, 1 not, or not to be reached. */
export async function feed({ url, token, limits }: FeedCommand, output: Output): Promise<number> {
  const answer = await createHttp({ url, token: () => Promise.resolve(token) })
    .send('GET', '/v1/feed', new AbortController().signal)
    .catch((cause: unknown) => {
      throw new Error('The service does not answer. Check the address, and that it runs.', { cause })
    })
  if (answer.status !== 200) {
    output.failure(
      `The service answered ${String(answer.status)}. ${answer.status === 401 || answer.status === 403 ? 'Check the credential of the agency.' : 'Try again later.'}`,
    )
    return 1
  }
  const health = answer.body as Feed
  const wrong = unhealthy(health, limits)
  const verdict = wrong.length === 0 ? `OK: the feed of ${health.agency} is healthy` : `CRITICAL: ${health.agency}: ${wrong.join('; ')}`
  output.result([verdict, ...linesOf(health)].join('\n'), { healthy: wrong.length === 0, unhealthy: wrong, feed: health })
  return wrong.length === 0 ? 0 : 1
}
