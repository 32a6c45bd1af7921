import { languageRules } from '../../../core/publish/language/language.ts'
import { publishRuleEntries } from '../../../core/publish/publish-rules.ts'
import { families } from '../../../core/catalogue/families.ts'
import { classes } from '../../../schemas/classes/matrix.ts'
import type { Purpose } from '../../../schemas/generated/codes.ts'
import { codesOf, eventTypes, policies, systemTypes, tables } from './sources.ts'

/** Short heads for columns of purposes. */
export const SHORT: Readonly<Record<Purpose, string>> = {
  marac_risk_management: 'MRM',
  victim_safety_planning: 'VSP',
  perpetrator_intervention: 'PIN',
  child_safeguarding: 'CSG',
  adult_safeguarding: 'ASG',
  dvds_disclosure: 'DVD',
  bail_decision: 'BAIL',
  oocr_decision: 'OOCR',
  offender_management: 'OFM',
  family_court: 'FCT',
  subject_access: 'SAR',
  audit: 'AUD',
  evaluation_research: 'EVA',
  service_mapping: 'MAP',
  death_review: 'DTH',
}

/** Kinds of agency that meet people themselves: the ones that may record what he did. */
const FRONT_LINE = eventTypes.find(({ type }) => type === 'behaviour.incident-recorded')?.publishers ?? []

type Row = readonly string[]

const code = (text: string): string => `\`${text}\``
const codes = (list: readonly string[]): string => list.map(code).join(', ')
const orNone = (text: string): string => text || '–'
const shorts = (list: readonly string[]): string => list.map((purpose) => SHORT[purpose as Purpose]).join(' ')
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const asTable = (head: Row, rows: readonly Row[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

const purposeCodes = codesOf('purpose').map((purpose) => purpose.code as Purpose)
const stepUp = tables.stepUp
const { roles } = tables.roles

const publishersOf = (publishers: readonly string[]): string => {
  const others = publishers.filter((kind) => !(FRONT_LINE as readonly string[]).includes(kind))
  return FRONT_LINE.every((kind) => publishers.some((publisher) => publisher === kind))
    ? ['every front-line kind', ...others.map(code)].join(', ')
    : codes(publishers)
}

const capsOf = (caps: Readonly<Record<string, string>>): string =>
  orNone(
    Object.entries(caps)
      .map(([sensitivity, cap]) => `${sensitivity} ${cap}`)
      .join(', '),
  )

const rulesOf = (letter: 'G' | 'W'): readonly Row[] =>
  publishRuleEntries.filter(({ id }) => id.startsWith(letter)).map(({ id, meaning, judged_by: by }) => [id, meaning, code(by)])

const requesters = Object.keys(tables.subjectAccess.left_out)

/** What stands between the markers of a page, by the name in its markers. Every value is read from the data that the program runs on. */
export const generatedTables: Readonly<Record<string, () => string>> = {
  roles: () =>
    asTable(
      ['Role', 'Purposes', 'Caps', 'Faces him', 'Emergency access'],
      Object.entries(roles).map(([role, { purposes, caps }]) => [
        code(role),
        orNone(shorts(purposes)),
        capsOf(caps),
        tables.roles.perpetrator_facing.includes(role) ? 'yes' : 'no',
        stepUp.break_glass.roles.includes(role) ? 'yes' : 'no',
      ]),
    ),
  role_types: () =>
    asTable(
      ['Role', 'Limited to types that begin with', 'Never sees types that begin with'],
      Object.entries(roles)
        .filter(([, { type_prefixes: limits, never }]) => limits !== null || never.length > 0)
        .map(([role, { type_prefixes: limits, never }]) => [
          code(role),
          limits === null ? 'no limit' : codes(limits),
          orNone(codes(never)),
        ]),
    ),
  incompatible: () =>
    asTable(
      ['One role', 'The other'],
      tables.roles.incompatible.map((pair) => pair.map(code)),
    ),
  agency_kinds: () =>
    asTable(
      ['Kind of agency', 'In words', 'Event types it may publish', 'Front line', 'Faces him'],
      codesOf('agency_type').map(({ code: kind, label }) => [
        code(kind),
        label,
        String(eventTypes.filter(({ publishers }) => publishers.some((publisher) => publisher === kind)).length),
        FRONT_LINE.some((one) => one === kind) ? 'yes' : 'no',
        tables.instruments.faces_perpetrator.includes(kind) ? 'yes' : 'no',
      ]),
    ),
  purposes: () =>
    asTable(
      ['Purpose', 'Short', 'In words', 'Roles that may read for it', 'Emergency access'],
      codesOf('purpose').map(({ code: purpose, label }) => [
        code(purpose),
        SHORT[purpose as Purpose],
        label,
        orNone(
          codes(
            Object.entries(roles)
              .filter(([, { purposes }]) => purposes.includes(purpose))
              .map(([role]) => role),
          ),
        ),
        stepUp.break_glass.purposes.includes(purpose) ? 'yes' : 'no',
      ]),
    ),
  bases: () =>
    asTable(
      ['Basis', 'In words', 'Event types that offer it'],
      codesOf('lawful_basis').map(({ code: basis, label }) => [
        code(basis),
        label,
        String(eventTypes.filter(({ lawfulBasis }) => lawfulBasis.includes(basis)).length),
      ]),
    ),
  classes: () =>
    asTable(
      ['Class', 'What it holds', 'Reduced form', 'Who may approve it', 'Emergency access lifts it'],
      classes.map(({ code: sensitivity, label, reduced }) => [
        code(sensitivity),
        label,
        reduced,
        orNone(codes(stepUp.approvers[sensitivity] ?? [])),
        stepUp.break_glass.lifts.includes(sensitivity) ? 'yes' : 'no',
      ]),
    ),
  matrix: () =>
    asTable(
      ['Class', ...purposeCodes.map((purpose) => SHORT[purpose])],
      Object.entries(tables.matrix).map(([sensitivity, row]) => [code(sensitivity), ...purposeCodes.map((purpose) => row[purpose] ?? '?')]),
    ),
  subject_access: () =>
    asTable(
      ['Class', ...requesters.map(code)],
      Object.entries(tables.subjectAccess.cells).map(([sensitivity, row]) => [
        code(sensitivity),
        ...requesters.map((requester) => row[requester] ?? '?'),
      ]),
    ),
  left_out: () =>
    asTable(
      ['Who asks', 'Types left out of the pack, by how their names begin'],
      Object.entries(tables.subjectAccess.left_out).map(([requester, prefixes]) => [
        code(requester),
        prefixes.includes('') ? 'every type' : codes(prefixes),
      ]),
    ),
  families_by_purpose: () =>
    asTable(
      ['Family', 'Types', ...purposeCodes.map((purpose) => SHORT[purpose])],
      families.map(({ code: family, label }) => {
        const types = eventTypes.filter((type) => type.family === family)
        return [
          `${family} ${label}`,
          String(types.length),
          ...purposeCodes.map((purpose) => String(types.filter(({ purposes }) => purposes.includes(purpose)).length)),
        ]
      }),
    ),
  families: () =>
    asTable(
      ['Family', 'About', 'Event types'],
      families.map(({ code: family, label }) => [
        family,
        label,
        eventTypes
          .filter((type) => type.family === family)
          .map(({ type }) => code(type))
          .join(', '),
      ]),
    ),
  event_types: () =>
    asTable(
      [
        'Event type',
        'What it records',
        'Family',
        'Key class',
        'Classes of its fields',
        'Purposes',
        'Bases offered',
        'Kept',
        'Who may publish it',
      ],
      eventTypes.map(({ type, title, family, keyClass, details, purposes, lawfulBasis, retention, publishers }) => [
        code(type),
        title,
        family,
        keyClass,
        orNone([...new Set(details.map((field) => field.class))].sort().join(', ')),
        shorts(purposes),
        codes(lawfulBasis),
        code(retention),
        publishersOf(publishers),
      ]),
    ),
  system_types: () =>
    asTable(
      ['Event type', 'What it records'],
      systemTypes.map(({ eventType, title }) => [code(eventType), title]),
    ),
  assertion_bases: () =>
    asTable(
      ['Basis of a statement', 'In words'],
      codesOf('assertion_basis').map(({ code: basis, label }) => [code(basis), label]),
    ),
  type_groups: () =>
    asTable(
      ['Group', 'Types whose names begin with'],
      Object.entries(tables.typeGroups).map(([group, prefixes]) => [code(group), codes(prefixes)]),
    ),
  retention: () =>
    asTable(
      ['Class of keeping', 'In words', 'Event types'],
      codesOf('retention_class').map(({ code: retention, label }) => [
        code(retention),
        label,
        String(eventTypes.filter((type) => type.retention === retention).length),
      ]),
    ),
  refusals: () => asTable(['Rule', 'What it asks', 'Judged by'], rulesOf('G')),
  warnings: () => asTable(['Warning', 'What it says', 'Judged by'], rulesOf('W')),
  language_rules: () =>
    asTable(
      ['Rule', 'Level', 'Advice'],
      languageRules.rules.map(({ id, level, advice }) => [id, level, advice]),
    ),
  emergency: () =>
    asTable(
      ['Emergency access', ''],
      [
        ['lasts', `${String(stepUp.break_glass.minutes)} minutes`],
        ['the reason has at least', `${String(stepUp.break_glass.reason_chars)} characters`],
        ['roles', codes(stepUp.break_glass.roles)],
        ['purposes', codes(stepUp.break_glass.purposes)],
        ['classes that it lifts', codes(stepUp.break_glass.lifts)],
      ],
    ),
  policies: () =>
    asTable(
      ['Policy', 'File', 'Says'],
      policies.map(({ path, id, effect, comment }) => [code(id), code(path), `${effect}: ${comment}`]),
    ),
  pairs: () =>
    asTable(
      ['Limited to a pair', ''],
      [
        ['for these purposes, whatever the role', codes(tables.links.pair_purposes)],
        ['in these roles, whatever the purpose', codes(tables.links.pair_roles)],
        ['the smallest count that is told', String(tables.links.smallest_cell)],
      ],
    ),
  instruments: () =>
    asTable(
      ['Instrument', 'Published by', 'Takes effect', 'Ended by'],
      tables.instruments.rows.map((row) => [row.instrument, row.published_by, row.takes_effect, row.ended_by]),
    ),
  instrument_limits: () =>
    asTable(
      ['What', 'Value'],
      [
        ['kinds of agency that face the perpetrator', codes(tables.instruments.faces_perpetrator)],
        ['roles of a worker of hers', codes(tables.instruments.her_workers.roles)],
        ['kinds of agency of a worker of hers, where a link names no role', codes(tables.instruments.her_workers.kinds)],
        ['a block that nobody has confirmed holds', `${String(tables.instruments.limits.block_hours)} hours`],
        ['the same block said again within this time is the same block', `${String(tables.instruments.limits.block_again_days)} days`],
        ['what was said before the table and opens something holds', `${String(tables.instruments.limits.from_before_days)} days`],
      ],
    ),
  allocation: () =>
    asTable(
      ['Event type that names a kind of agency', 'Kinds whose workers may then be allocated by two of their own people'],
      Object.entries(tables.allocation.named_by).map(([type, kinds]) => [code(type), codes(kinds)]),
    ),
  allocation_limits: () =>
    asTable(
      ['What', 'Value'],
      [
        ['roles of the coordinating agency that allocate', codes(tables.allocation.roles)],
        ['the purpose that they state', code(tables.allocation.purpose)],
        ['an allocation lasts at most', `${String(tables.allocation.months)} months`],
        ['desks that link themselves by a number', codes(tables.allocation.desks.roles)],
        ['a desk’s link lasts', `${String(tables.allocation.desks.hours)} hours`],
      ],
    ),
}
