import { createLineCheck } from '../../../commands/check-line.ts'
import type { Judgement } from '../../../core/publish/judge-value.ts'
import { createEventChecker } from '../../../schemas/codec/check.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import { parseJson } from '../../../schemas/codec/json.ts'
import { STREAM, type Running } from '../../flow/running.ts'
import { createBySchema } from './by-schema.ts'
import { ofAgency, senderOf } from './mutated-lines.ts'

export interface Said {
  readonly status: string
  readonly errors: readonly FieldError[]
  readonly held: readonly FieldError[]
  readonly warnings: readonly FieldError[]
}
type Result = Pick<Said, 'status'> & Partial<Said>

/** What no JSON Schema says: whole characters, and how many items the event has in all. */
const BEYOND_SCHEMA: ReadonlySet<string> = new Set(['lone-surrogate', 'too-many-items'])
/** A stream has 10,000 lines at most; this many make a body of a few megabytes. */
const AT_ONCE = 2_000

/** Those who do not say the same of a line. */
export interface Disagreement {
  readonly line: string
  readonly who: 'server' | 'JSON Schema' | 'OpenAPI'
  readonly offline: Said
  readonly says: unknown
}

export interface Agreement {
  readonly disagreements: readonly Disagreement[]
  readonly counts: Readonly<Record<'accepted' | 'rejected' | 'held' | 'warned' | 'formRefused' | 'ruleRefused' | 'beyondSchema', number>>
  /** Types of which a line was. */
  readonly types: ReadonlySet<unknown>
  readonly codes: ReadonlySet<string>
  readonly offline: ReadonlyMap<string, Said>
}

export const said = (judged: Judgement): Said =>
  judged.status === 'rejected'
    ? { status: 'rejected', errors: judged.errors, held: [], warnings: [] }
    : { status: 'accepted', errors: [], held: judged.held, warnings: judged.warnings }

const NOTHING: Said = { status: 'no answer', errors: [], held: [], warnings: [] }

/** What the server says of lines of one agency, with pointers as those of an event alone. */
async function ask(running: Running, as: string, lines: readonly string[]): Promise<readonly Said[]> {
  const { status, json, text } = await running.ask('/v1/events/check/stream', { as, type: STREAM, body: lines.join('\n') })
  if (status !== 200) throw new Error(`The check answered ${text}`)
  return (json as { readonly results: readonly Result[] }).results.map(({ status: of, errors = [], held = [], warnings = [] }, index) => {
    const plain = (found: readonly FieldError[]): readonly FieldError[] =>
      found.map((finding) => ({ ...finding, pointer: finding.pointer.slice(`/${String(index)}`.length) }))
    return { status: of, errors: plain(errors), held: plain(held), warnings: plain(warnings) }
  })
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
const plainly = ({ status, errors, held, warnings }: Said): unknown => [
  status,
  ...[errors, held, warnings].map((found) => found.map(({ pointer, code, rule, detail }) => [pointer, code, rule, detail])),
]

/**
 * Asks of every line the offline check, the server, the JSON Schema of its type and that of /openapi.json. They agree when offline check and server say the same, word for
 * word; when the JSON Schema lets through exactly what has the form of its type (a publish rule may still refuse it); and when /openapi.json refuses nothing of that.
 */
export async function compare(running: Running, lines: readonly string[], now: string): Promise<Agreement> {
  const { catalogue } = running.parts
  const checkLine = createLineCheck({ catalogue, typeOf: (agency) => ofAgency.get(agency)?.type })
  const check = createEventChecker(catalogue)
  const bySchema = createBySchema(catalogue)
  const offline = new Map(lines.map((line) => [line, said(checkLine(line, now))]))
  const disagreements: Disagreement[] = []
  const counts = { accepted: 0, rejected: 0, held: 0, warned: 0, formRefused: 0, ruleRefused: 0, beyondSchema: 0 }
  const [types, codes] = [new Set<unknown>(), new Set<string>()]

  const look = (line: string, server: Said): void => {
    const own = offline.get(line) ?? NOTHING
    if (!same(plainly(own), plainly(server))) disagreements.push({ line, who: 'server', offline: own, says: server })
    counts[own.status === 'accepted' ? 'accepted' : 'rejected'] += 1
    if (own.held.length > 0) counts.held += 1
    if (own.warnings.length > 0) counts.warned += 1
    for (const { code } of [...own.errors, ...own.held, ...own.warnings]) codes.add(code)
    const parsed = parseJson(Buffer.from(line))
    const checked = parsed.ok ? check(parsed.value) : parsed
    if (!checked.ok && (!parsed.ok || checked.errors.every(({ code }) => BEYOND_SCHEMA.has(code)))) {
      counts.beyondSchema += 1
      return
    }
    const value: unknown = JSON.parse(line)
    types.add((value as { readonly type?: unknown }).type)
    if (!checked.ok) counts.formRefused += 1
    else if (own.status === 'rejected') counts.ruleRefused += 1
    if (bySchema.jsonSchema(value) !== checked.ok) disagreements.push({ line, who: 'JSON Schema', offline: own, says: !checked.ok })
    if (checked.ok && !bySchema.openApi(value)) disagreements.push({ line, who: 'OpenAPI', offline: own, says: false })
  }

  for (const [agency = '', own] of Map.groupBy(lines, senderOf)) {
    for (let from = 0; from < own.length; from += AT_ONCE) {
      const some = own.slice(from, from + AT_ONCE)
      const server = await ask(running, agency, some)
      for (const [index, line] of some.entries()) look(line, server[index] ?? NOTHING)
    }
  }
  return { disagreements, counts, types, codes, offline }
}
