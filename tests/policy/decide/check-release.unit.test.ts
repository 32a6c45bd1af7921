import { describe, expect, it } from '@jest/globals'
import { checkRelease } from '../../../policy/decide/check-release.ts'
import type { ReleaseFiles } from '../../../policy/release/load.ts'
import { releaseFiles } from '../case-builder.ts'

const [MATRIX, FLOOR, CHANNEL, ROLES] = [
  'cedar/class/70-matrix.cedar',
  'cedar/class/82-floor.cedar',
  'cedar/request/15-channel.cedar',
  'tables/roles.json',
] as const

/** The release with one thing said otherwise. */
function changed(path: string, from: string, to: string): ReleaseFiles {
  const text = releaseFiles.get(path) ?? ''
  expect(text).toContain(from)
  return new Map(releaseFiles).set(path, text.replace(from, to))
}

interface Fault {
  readonly fault: string
  readonly path: string
  readonly from: string
  readonly to: string
  /** Beginnings of what is said: file, line, what is wrong. */
  readonly said: string
  /** What would be right. */
  readonly right: string
}

const FAULTS: readonly Fault[] = [
  {
    fault: 'no Cedar',
    path: MATRIX,
    from: 'permit',
    to: 'perm',
    said: `${MATRIX}:6: It is not Cedar: invalid policy effect: perm`,
    right: 'either `permit` or `forbid`',
  },
  {
    fault: 'a template',
    path: MATRIX,
    from: 'permit (principal, action == Action::"show"',
    to: 'permit (principal == ?principal, action == Action::"show"',
    said: `${MATRIX}:4: A template`,
    right: 'names a role',
  },
  {
    fault: 'a policy without a name',
    path: MATRIX,
    from: '@id("matrix.reduce")',
    to: '@id',
    said: `${MATRIX}:16: A policy has no @id.`,
    right: '@id("matrix.allow")',
  },
  {
    fault: 'the name of another policy',
    path: MATRIX,
    from: '@id("matrix.reduce")',
    to: '@id("floor.words")',
    said: `${FLOOR}:23: @id("floor.words") is the name of the policy at ${MATRIX}:16.`,
    right: 'another',
  },
  {
    fault: 'a role that does not exist',
    path: FLOOR,
    from: 'Role::"probation_practitioner"',
    to: 'Role::"probation_practitoner"',
    said: `${FLOOR}:7: floor.location: Role "probation_practitoner" does not exist.`,
    right: 'probation_practitioner',
  },
  {
    fault: 'a role that does not exist, in the head of a policy',
    path: FLOOR,
    from: 'principal == Role::"probation_practitioner", action',
    to: 'principal == Role::"idwa", action',
    said: `${FLOOR}:11: floor.zone-shape: Role "idwa" does not exist.`,
    right: 'idva',
  },
  {
    fault: 'a class that does not exist',
    path: FLOOR,
    from: 'Class::"SOURCE")\nwhen',
    to: 'Class::"SAUCE")\nwhen',
    said: `${FLOOR}:15: floor.source: Class "SAUCE" does not exist.`,
    right: 'SOURCE',
  },
  {
    fault: 'a purpose that does not exist',
    path: CHANNEL,
    from: 'Purpose::"subject_access"',
    to: 'Purpose::"subject_acess"',
    said: `${CHANNEL}:8: channel.live: Purpose "subject_acess" does not exist.`,
    right: 'subject_access',
  },
  {
    fault: 'a purpose that does not exist, as a text',
    path: MATRIX,
    from: 'unless { context.purpose == "subject_access" }',
    to: 'unless { ["subject_acess"].contains(context.purpose) }',
    said: `${MATRIX}:13: matrix.allow-approved: Purpose "subject_acess" does not exist.`,
    right: 'subject_access',
  },
  {
    fault: 'a cell that nothing has',
    path: MATRIX,
    from: 'context.cell == "A"',
    to: 'context.cell == "B"',
    said: `${MATRIX}:6: matrix.allow: Cell "B" does not exist.`,
    right: 'A, R, P, P!, W',
  },
  {
    fault: 'an action that does not exist',
    path: MATRIX,
    from: 'Action::"show"',
    to: 'Action::"shew"',
    said: `${MATRIX}:6: matrix.allow: Action "shew" does not exist in cedar/class.`,
    right: 'show, reduce, weigh',
  },
  {
    fault: 'an action that is asked elsewhere',
    path: MATRIX,
    from: 'Action::"show"',
    to: 'Action::"see"',
    said: `${MATRIX}:6: matrix.allow: Action "see" does not exist in cedar/class.`,
    right: 'show, reduce, weigh',
  },
  {
    fault: 'a fact that does not exist',
    path: FLOOR,
    from: 'Fact::"faces_perpetrator"',
    to: 'Fact::"faces_perp"',
    said: `${FLOOR}:6: floor.location: `,
    right: 'faces_perpetrator',
  },
  {
    fault: 'what Cedar warns of: a policy that is never true',
    path: CHANNEL,
    from: 'context.cell >= 0',
    to: 'false',
    said: `${CHANNEL}:24: channel.aggregate: policy is impossible`,
    right: 'evaluates to false',
  },
  {
    fault: 'what Cedar warns of: characters that turn the direction of writing',
    path: MATRIX,
    from: '"A"',
    to: '"\u202EA"',
    said: `${MATRIX}:6: matrix.allow: `,
    right: 'BIDI',
  },
  {
    fault: 'a schema that is none',
    path: 'cedar/schema.cedarschema',
    from: 'entity Class;',
    to: 'entity Class',
    said: 'cedar/schema.cedarschema:7: ',
    right: 'expected',
  },
  {
    fault: 'a purpose that does not exist, in a table',
    path: ROLES,
    from: '["marac_risk_management", "service_mapping"]',
    to: '["marac_risk_managment"]',
    said: `${ROLES}:5: roles.marac_coordinator.purposes[0]: Purpose "marac_risk_managment" does not exist.`,
    right: 'marac_risk_management',
  },
  {
    fault: 'a class that does not exist, in a table',
    path: 'tables/step-up.json',
    from: '"INTEL"',
    to: '"INTELL"',
    said: 'tables/step-up.json:4: approvers.INTELL: Class "INTELL" does not exist.',
    right: 'INTEL,',
  },
  {
    fault: 'a role that does not exist, in a table',
    path: 'tables/allocation.json',
    from: '"roles": ["marac_chair"',
    to: '"roles": ["marac_chairman"',
    said: 'tables/allocation.json:3: roles[0]: Role "marac_chairman" does not exist.',
    right: 'marac_chair,',
  },
  {
    fault: 'an event type that does not exist, in a table',
    path: 'tables/allocation.json',
    from: '"bail.decided"',
    to: '"bail.desided"',
    said: 'tables/allocation.json:7: named_by.bail.desided: Event type "bail.desided" does not exist.',
    right: 'event catalogue',
  },
  {
    fault: 'the beginning of no event type',
    path: ROLES,
    from: '"voice.",',
    to: '"voise.",',
    said: `${ROLES}:11: roles.partner_link_worker.type_prefixes[11]: `,
    right: 'event catalogue',
  },
  {
    fault: 'a value that a table does not take',
    path: ROLES,
    from: '{"VIC_LOC": "R"}',
    to: '{"VIC_LOC": "Q"}',
    said: `${ROLES}:5: roles.marac_coordinator.caps.VIC_LOC: `,
    right: '"A"|"R"|"W"',
  },
  {
    fault: 'no JSON',
    path: ROLES,
    from: '{"VIC_LOC": "R"}',
    to: '{"VIC_LOC": "R",}',
    said: `${ROLES}:5: It is not JSON: `,
    right: 'Expected',
  },
]

describe('a release', () => {
  it('that is as it must be has no problem', () => {
    expect(checkRelease(releaseFiles)).toEqual([])
  })

  it.each(FAULTS)('with $fault does not pass, and it is said where and what would be right', ({ path, from, to, said, right }) => {
    const problems = checkRelease(changed(path, from, to))
    const [problem = ''] = problems.filter((one) => one.startsWith(said))
    expect(problems.length > 0 && problem === '' ? problems : problem.slice(0, said.length)).toBe(said)
    expect(problem).toContain(right)
  })

  it('with a table that nothing reads does not pass: its name is misspelt', () => {
    expect(
      checkRelease(
        new Map([...releaseFiles].map(([path, text]) => [path === 'tables/instruments.json' ? 'tables/instrument.json' : path, text])),
      ).join('\n'),
    ).toMatch(/^tables\/instrument\.json: Nothing reads this table\. .*tables\/instruments\.json/)
  })

  it('with the line ends of Windows names the same lines', () => {
    const files = changed(MATRIX, 'context.cell == "A"', 'context.cell == "B"')
    expect(checkRelease(new Map(files).set(MATRIX, files.get(MATRIX)?.replaceAll('\n', '\r\n') ?? ''))).toEqual(checkRelease(files))
  })
})
