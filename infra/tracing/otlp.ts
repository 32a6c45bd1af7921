import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { VERSION } from '../telemetry/version.ts'
import type { Tracing } from './port.ts'
import { formatTraceparent, parseTraceparent } from './traceparent.ts'

const KINDS = { server: SpanKind.SERVER, consumer: SpanKind.CONSUMER } as const
const TIMEOUT_MS = 5_000
const SENT_EVERY_MS = 2_000

/**
 * Sends spans by OTLP over HTTP (JSON) to a collector. What it cannot send it drops: no work waits for a collector. `endpoint`: as OTEL_EXPORTER_OTLP_ENDPOINT.
 * `role`: what this process does, for service.instance's name.
 */
export function createOtlpTracing({ endpoint, roles }: { readonly endpoint: string; readonly roles: readonly string[] }): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, timeoutMillis: TIMEOUT_MS })
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'throughline', 'service.version': VERSION, 'throughline.roles': roles.join(',') }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: SENT_EVERY_MS, exportTimeoutMillis: TIMEOUT_MS })],
  })
  const tracer = provider.getTracer('throughline', VERSION)
  return {
    begin(name, { kind, traceparent, details: { agency, eventType, topic } }) {
      const parent = parseTraceparent(traceparent)
      if (parent?.sampled !== true) return undefined
      const { traceId, spanId } = parent
      const span = tracer.startSpan(
        name,
        {
          kind: KINDS[kind],
          attributes: {
            ...(agency === undefined ? {} : { 'throughline.agency': agency }),
            ...(eventType === undefined ? {} : { 'throughline.event_type': eventType }),
            ...(topic === undefined ? {} : { 'messaging.system': 'kafka', 'messaging.destination.name': topic }),
          },
        },
        trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true }),
      )
      return {
        traceparent: formatTraceparent(span.spanContext()),
        end({ ok, code }) {
          if (code !== undefined) span.setAttribute('throughline.outcome', code)
          span.setStatus({ code: ok ? SpanStatusCode.OK : SpanStatusCode.ERROR })
          span.end()
        },
      }
    },
    close: async () => provider.shutdown().catch(() => undefined),
  }
}
