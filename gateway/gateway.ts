import { randomUUID } from 'node:crypto'
import express, { type Express, type Request, type Response } from 'express'
import type { Clock } from '../infra/clock/clock.ts'
import type { PolicyInForce } from '../core/control/state.ts'
import type { EventLog } from '../infra/event-log/port.ts'
import { DEFAULT_LIMITS, DEFAULT_PUBLIC_LIMIT } from '../infra/configuration/limits.ts'
import { noCrash, type CrashPoint } from '../infra/faults/crash-point.ts'
import type { ReadStore } from '../infra/read-store/port.ts'
import type { SchemaRegistry } from '../infra/registry/port.ts'
import { createRecordCodec } from '../infra/registry/record-codec.ts'
import type { Log } from '../infra/telemetry/logger.ts'
import type { Telemetry } from '../infra/telemetry/telemetry.ts'
import type { Tracing } from '../infra/tracing/port.ts'
import type { TransparencyLogStore } from '../infra/transparency-log/port.ts'
import type { Vault } from '../infra/vault/port.ts'
import { loadExamples, loadSystemTypes, recordOf, type Catalogue, type RecordSchema } from '../schemas/index.ts'
import { createAddressLimiter } from './api/address-limit.ts'
import { allocationHandlers } from './api/allocations/handlers.ts'
import { asyncApiHandlers } from './api/asyncapi/handlers.ts'
import { LOG_ALONE } from '../core/alerts/access-fact.ts'
import { alertHandlers } from './api/alerts/handlers.ts'
import { auditHandlers } from './api/audit/handlers.ts'
import { createAuditStanding } from './api/audit/audit-standing.ts'
import { questionHandlers } from './api/audit/question-handlers.ts'
import { confirmationHandlers } from './api/confirmations/handlers.ts'
import { catalogueHandlers } from './api/catalogue/handlers.ts'
import { searchWhenAsked } from './api/catalogue/search.ts'
import { knownSchemas } from '../infra/registry/numbered/known-schemas.ts'
import { registryHandlers } from './api/registry/handlers.ts'
import { eventHandlers } from './api/events/handlers.ts'
import { createInForce } from './api/events/in-force.ts'
import { createWithStanding } from './api/events/with-standing.ts'
import { createOpenInbox } from './api/events/open-inbox.ts'
import { feedHandlers } from './api/feed/handlers.ts'
import { createGuard } from './api/guard.ts'
import { healthHandlers } from './api/health.ts'
import { openApiHandlers } from './api/openapi/handlers.ts'
import { createDailyLimit } from './api/daily-limit.ts'
import { createDeadline } from './api/deadline.ts'
import { createEventLimit } from './api/events/event-limit.ts'
import { tellLimit } from './api/rate-limit-headers.ts'
import { createRateLimiter, DEFAULT_RATE_LIMIT, type RateLimit } from './api/rate-limit.ts'
import { logHandlers } from './api/log/handlers.ts'
import { keyHandlers } from './api/keys/handlers.ts'
import { publicationHandlers } from './api/publications/handlers.ts'
import { readHandlers } from './api/reads/handlers.ts'
import { createOpenStreams } from './api/reads/open-streams.ts'
import { streamHandlers } from './api/reads/stream-handlers.ts'
import { recallHandlers } from './api/recalls/handlers.ts'
import { receiptDecoder } from './api/receipts/find-receipt.ts'
import { receiptHandlers } from './api/receipts/handlers.ts'
import { createRecordRefs } from './api/receipts/record-refs.ts'
import { stepUpHandlers } from './api/step-up/handlers.ts'
import { checkRoutes, registerRoutes } from './api/register.ts'
import { securityHeaders } from './api/security-headers.ts'
import { answerTooLate, notFound, problemHandler } from './api/send-problem.ts'
import { createAccessLog } from './audit/access-log.ts'
import { createMeetingNear } from './audit/alerts/meetings.ts'
import { createAlertWatch } from './audit/alerts/watch.ts'
import { controlOfLog } from './audit/control-of-log.ts'
import { counted } from './audit/counted.ts'
import { createRecorder } from './audit/recorder.ts'
import type { Replays } from './audit/replays.ts'
import type { Credential, ReaderCredential } from './identity/credential.ts'
import type { Identity } from './identity/identity.ts'
import { createPendingSignIns } from './identity/pending-sign-in.ts'
import { standsAs } from './identity/standing.ts'
import { pageHandlers } from './pages/handlers.ts'
import { atOwnAddress } from './pages/own-address.ts'
import { createKeptCookie, createPendingCookie, createSessionCookie } from './pages/cookie.ts'
import { frameIfAny } from './pages/frame.ts'
import { NEUTRAL_PAGE } from './pages/exit.ts'
import { createFormTokens } from './pages/kept/form-token.ts'
import { createWordsKeeper } from './pages/kept/kept-words.ts'
import type { Render } from './pages/render.ts'
import { createVisitFinder, createVisitGuard, type ReaderStanding, type VisitDeps } from './pages/visit.ts'
import { createActRecorder } from './read/acts.ts'
import { createCaseIds } from './read/case-ids.ts'
import { createControlReader } from './read/control-view.ts'
import { createKeptEvents } from './read/kept-events.ts'
import { createKeptParts } from './read/kept-parts.ts'
import { createCursors } from './read/cursor.ts'
import { controlFolder, indexPartDecoder } from './read/decoders.ts'
import type { Policy } from '../policy/policy.ts'
import type { OnOpenPart } from './read/open-parts.ts'
import type { ReadDeps } from './read/deps.ts'
import { recordRefusal } from './read/on-record.ts'
import { createAskedAlerts } from './questions/alerts.ts'
import type { QuestionDeps } from './questions/deps.ts'
import type { StepUpDeps } from './step-up/deps.ts'

export interface GatewayDeps {
  readonly clock: Clock
  readonly log: Log
  readonly eventLog: EventLog
  readonly vault: Vault
  readonly transparencyLog: TransparencyLogStore
  readonly readStore: ReadStore
  readonly registry: SchemaRegistry
  readonly catalogue: Catalogue
  readonly records: ReadonlyMap<string, RecordSchema>
  readonly policy: Policy
  /** Told when another release than `policy` has come into force: this gateway refuses every read from then on. Says whether another one takes its place. */
  readonly policyChanged?: (policy: PolicyInForce) => boolean
  readonly identity: Identity
  readonly render: Render
  readonly replays: Replays
  /** Makes a recorded read again and says why it showed what it did; undefined where there is no such record. */
  readonly explain: QuestionDeps['explain']
  /** Where the gateway is reached, without a slash at the end. */
  readonly origin: string
  /** Whether this process is ready, as its operations port says. Default: it is. */
  readonly isReady?: () => boolean
  /** Where events and reads are counted. Default: nowhere. */
  readonly telemetry?: Telemetry | undefined
  /** Where spans of requests go. Default: nowhere. */
  readonly tracing?: Tracing | undefined
  readonly rateLimit?: RateLimit
  /** Events that a credential may send. Default: as many as it likes. */
  readonly eventLimit?: RateLimit
  /** Times that one person may look a case up, and as often open emergency access, in 24 hours. Default: ten. */
  readonly lookupsPerDay?: number
  /** Of one address on the routes that are open to anybody. */
  readonly publicLimit?: RateLimit
  /** Addresses and networks of reverse proxies whose X-Forwarded-For is believed. Default: none. */
  readonly trustedProxies?: readonly string[]
  readonly onOpenPart?: OnOpenPart
  /** How reads open sealed parts. Default: in the thread of the read. */
  readonly openSealed?: ReadDeps['openSealed']
  /** True where entries of a national register may be published (G17). Default: they may not. */
  readonly nationalRegister?: boolean
  /** Before the names of topics, as agencies are told them (/asyncapi.json). Default: none. */
  readonly kafkaPrefix?: string | undefined
  /** Whether the read store is too far behind its logs to be read. Default: it never is. */
  readonly isBehind?: () => boolean
  /** Longest time to an answer, milliseconds. Default: ANSWER_MS. */
  readonly answerMs?: number
  /** Points of the fault tests: after-inbox-append, after-access-record. */
  readonly crashPoint?: CrashPoint
}

export interface Gateway {
  readonly app: Express
  /** What a read needs; pages and API read through it, and tests may. */
  readonly reads: ReadDeps
  /** Ends the streams that are open: their readers ask again, of another gateway. */
  readonly endStreams: () => void
}

/** Requests without a valid token are counted together. */
const NOBODY_LIMIT: RateLimit = { perSecond: 50, burst: 200 }

async function readDeps(deps: GatewayDeps, record: ReadDeps['record']): Promise<ReadDeps> {
  const { clock, readStore, vault, catalogue, policy, records, onOpenPart, openSealed } = deps
  const [linking, readerIds, cursors] = await Promise.all([vault.secret('linking'), vault.secret('reader-ids'), vault.secret('cursors')])
  return {
    clock,
    readStore,
    vault,
    catalogue,
    policy,
    record,
    secrets: { linking, readerIds },
    readControl: createControlReader(controlFolder(records), { hash: policy.hash, changed: deps.policyChanged ?? (() => false) }),
    decodeIndexPart: indexPartDecoder(records),
    keptEvents: createKeptEvents(),
    keptParts: createKeptParts(),
    caseIds: createCaseIds(readerIds),
    cursors: createCursors(cursors),
    ...(onOpenPart === undefined ? {} : { onOpenPart }),
    ...(openSealed === undefined ? {} : { openSealed }),
  }
}

/** Puts the gateway together: one app for API, pages and sign-in. Rejects when a route has no row in the route table. */
export async function createGateway(deps: GatewayDeps): Promise<Gateway> {
  const { clock, log, eventLog, vault, readStore, registry, catalogue, identity, render, origin, crashPoint = noCrash } = deps
  const codec = createRecordCodec(registry)
  const accessLog = createAccessLog(eventLog, codec)
  const reads = await readDeps(deps, counted(createRecorder({ vault, accessLog, crashPoint }), deps.telemetry?.metrics))
  const act = createActRecorder(reads)
  const standsToAudit = createAuditStanding({
    readControl: () => reads.readControl(readStore.db),
    controlOfLog: () => controlOfLog(eventLog, registry),
    secret: reads.secrets.linking,
  })
  const alerts = createAskedAlerts({
    reads,
    watch: createAlertWatch({
      accessLog,
      vault,
      secrets: reads.secrets,
      surroundings: { ...LOG_ALONE, facesPerpetrator: deps.policy.facesPerpetrator },
      meetingNear: createMeetingNear(readStore.db, reads.decodeIndexPart),
    }),
    has: LOG_ALONE.has,
    mayAudit: async (reader) => (await standsToAudit(reader)) === 'stands',
    open: deps.telemetry?.metrics.alertsOpen,
  })
  const https = origin.startsWith('https:')
  const stands = async (credential: Credential): Promise<boolean> =>
    standsAs(await reads.readControl(readStore.db), credential, reads.secrets.linking)
  const standing = async (reader: ReaderCredential): Promise<ReaderStanding | undefined> => {
    const control = await reads.readControl(readStore.db)
    return standsAs(control, reader, reads.secrets.linking)
      ? { agency: control.agencies.get(reader.agency)?.name ?? reader.agency }
      : undefined
  }
  const isBehind = deps.isBehind ?? (() => false)
  const { sessions } = identity
  const forms = await vault.secret('forms')
  const visits: VisitDeps = {
    sessions,
    cookie: createSessionCookie({ https }),
    origin,
    clock,
    standing,
    act,
    isBehind,
    tokens: createFormTokens(forms),
    words: createWordsKeeper({ secret: forms, sessions, cookie: createKeptCookie({ https }) }),
  }
  const findVisit = createVisitFinder(visits)
  const problemPages = { render, findVisit, headerOf: (response: Response) => frameIfAny(response, catalogue) }
  const signIns = {
    signIn: identity.signIn,
    pendingSignIns: createPendingSignIns({ secret: await vault.secret('sign-in'), clock }),
    pendingCookie: createPendingCookie({ https }),
  }
  const limitKnown = createRateLimiter(clock, deps.rateLimit ?? DEFAULT_RATE_LIMIT)
  const limitNobody = createRateLimiter(clock, NOBODY_LIMIT)
  const publicLimit = deps.publicLimit ?? DEFAULT_PUBLIC_LIMIT
  const limitOfAddress = createAddressLimiter(clock, publicLimit)
  const limitAddress = (request: Request, response: Response): void => {
    tellLimit(response, 'requests', publicLimit)
    limitOfAddress(request)
  }
  const openInbox = createOpenInbox({
    clock,
    eventLog,
    registry,
    catalogue,
    crashPoint,
    nationalRegister: deps.nationalRegister,
    inForce: createInForce({ eventLog, readStore, decode: receiptDecoder(codec), withStanding: createWithStanding(reads) }),
    agencies: async () => (await reads.readControl(readStore.db)).agencies,
  })
  const systemTypes = loadSystemTypes()
  const stepUp: StepUpDeps = {
    reads,
    eventLog,
    registry,
    schemaOf: (type) => recordOf(systemTypes, type).fingerprint,
    ids: randomUUID,
    limitToday: createDailyLimit(clock, deps.lookupsPerDay ?? DEFAULT_LIMITS.lookupsPerDay),
  }
  const publications = { reads, eventLog, registry, records: codec, decodeReceipt: receiptDecoder(codec) }
  const examples = loadExamples()
  const searchCatalogue = searchWhenAsked(catalogue)
  const streams = createOpenStreams()
  const app = express()
  app.set('trust proxy', [...(deps.trustedProxies ?? [])])
  app.set('etag', false)
  app.set('x-powered-by', false)
  app.set('strict routing', true)
  app.set('case sensitive routing', true)
  app.use(...securityHeaders({ https, formAction: [...identity.formAction, new URL(NEUTRAL_PAGE).origin] }))
  app.use(createDeadline(answerTooLate(log, problemPages), deps.answerMs))
  if (identity.provider) app.use(atOwnAddress(origin))
  registerRoutes(
    app,
    {
      ...eventHandlers(openInbox, deps.eventLimit === undefined ? () => undefined : createEventLimit(clock, deps.eventLimit), deps),
      ...receiptHandlers({
        eventLog,
        cursors: reads.cursors,
        decode: receiptDecoder(codec),
        refs: createRecordRefs({ eventLog, registry, catalogue }),
      }),
      ...feedHandlers({ eventLog, registry, catalogue, clock, decode: receiptDecoder(codec) }),
      ...publicationHandlers(publications),
      ...readHandlers(reads),
      ...streamHandlers({ reads, streams, log }),
      ...recallHandlers(reads),
      ...stepUpHandlers(stepUp),
      ...allocationHandlers(stepUp),
      ...confirmationHandlers(stepUp),
      ...auditHandlers({ reads, accessLog, vault, replays: deps.replays, transparencyLog: deps.transparencyLog }),
      ...alertHandlers({ reads, alerts }),
      ...keyHandlers({ keys: identity.agencyKeys, origin, clock, act }),
      ...logHandlers({ reads, accessLog, vault, transparencyLog: deps.transparencyLog }),
      ...questionHandlers({ reads, accessLog, eventLog, explain: deps.explain }),
      ...catalogueHandlers({ catalogue, examples, searchCatalogue }),
      ...registryHandlers({ subjects: [...new Set(knownSchemas().map(({ subject }) => subject))], registry }),
      ...asyncApiHandlers({ catalogue, examples, receipt: recordOf(deps.records, 'receipt'), prefix: deps.kafkaPrefix }),
      ...healthHandlers(deps.isReady ?? (() => true)),
      ...openApiHandlers(catalogue),
      ...identity.handlers((by) => act({ action: 'sign-out', by, page: { how: 'issuer' } })),
      ...pageHandlers({
        ...visits,
        log,
        streams,
        reads,
        stepUp,
        publications,
        questions: { reads, accessLog, eventLog, explain: deps.explain },
        alerts,
        catalogue,
        examples,
        searchCatalogue,
        render,
        ...signIns,
        purposesOf: deps.policy.purposesOf,
      }),
    },
    createGuard({
      authenticate: identity.authenticate,
      stands,
      standsToAudit,
      isBehind,
      limit: (key, response) => {
        // INVARIANT: what is left to all who have no token is told to none of them.
        if (key === undefined) limitNobody('nobody')
        else limitKnown(key, response)
      },
      recordRefusal: (row, credential, outcome) => recordRefusal(reads, row.action, credential, outcome),
      limitAddress,
      session: createVisitGuard({ ...visits, limitAddress }),
      findVisit,
    }),
  )
  checkRoutes(app)
  if (identity.provider)
    app.use(
      '/oidc',
      (request, response, next) => {
        limitAddress(request, response)
        next()
      },
      identity.provider,
    )
  app.use(notFound)
  app.use(problemHandler(log, problemPages))
  return { app, reads, endStreams: streams.close }
}
