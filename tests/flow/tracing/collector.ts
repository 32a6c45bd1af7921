import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A span as OTLP over HTTP (JSON) has it; attributes by name. */
export interface ReceivedSpan {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string
  readonly attributes: Readonly<Record<string, unknown>>
}

/** A collector of spans on this machine, for tests. */
export interface Collector {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly endpoint: string
  readonly spans: readonly ReceivedSpan[]
  /** All that it was sent, as text. */
  readonly text: () => string
  /** Resolves when as many spans are there; rejects when they do not come. */
  readonly waitFor: (count: number) => Promise<void>
  close(): Promise<void>
}

type Attributes = readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[]
interface Sent {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly (Omit<ReceivedSpan, 'attributes'> & { readonly attributes?: Attributes })[] }[]
  }[]
}

const PATIENCE_MS = 30_000

export async function startCollector(): Promise<Collector> {
  const spans: ReceivedSpan[] = []
  const bodies: string[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = []
      for await (const piece of request) pieces.push(piece as Buffer)
      const text = Buffer.concat(pieces).toString('utf8')
      bodies.push(text)
      for (const { scopeSpans } of (JSON.parse(text) as Sent).resourceSpans) {
        for (const { attributes = [], ...span } of scopeSpans.flatMap((scope) => scope.spans)) {
          spans.push({ ...span, attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])) })
        }
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    spans,
    text: () => bodies.join('\n'),
    async waitFor(count) {
      for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await sleep(20)) if (spans.length >= count) return
      throw new Error(`Of ${String(count)} spans there came ${String(spans.length)}: ${spans.map(({ name }) => name).join(', ')}`)
    },
    close: async () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
