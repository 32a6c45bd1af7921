import cedar from '@cedar-policy/cedar-wasm/nodejs'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { FACTS } from '../../../policy/facts/table.ts'
import type { QuestionKind } from '../../../policy/facts/fact-row.ts'
import { releaseHash, type ReleaseFiles } from '../../../policy/release/load.ts'
import { policySet } from '../../../policy/release/policy-set.ts'
import { ASKED, resourceType, SUBJECTS, type Question } from '../../../policy/release/question.ts'
import { release, releaseFiles } from '../case-builder.ts'
import { firstEngine, firstEngineFiles } from '../first-engine.ts'

/** What Cedar itself says of the whole question, asked of all policies of its subject, with nothing kept and nothing left out. */
function asksPlainly(files: ReleaseFiles): (question: Question) => boolean {
  const name = `plainly ${releaseHash(files)}`
  for (const about of SUBJECTS) {
    const staticPolicies = policySet([...files].filter(([path]) => path.startsWith(`cedar/${about}/`)))
    if (cedar.preparsePolicySet(`${name}/${about}`, { staticPolicies }).type === 'failure') throw new Error('It is not Cedar.')
  }
  return ({ about, role, action, resource, values, facts }) => {
    const answer = cedar.statefulIsAuthorized({
      principal: { type: 'Role', id: role },
      action: { type: 'Action', id: action },
      resource: { type: resourceType(about), id: resource },
      context: { ...values, facts: facts.map((id) => ({ __entity: { type: 'Fact', id } })) },
      entities: [],
      preparsedPolicySetId: `${name}/${about}`,
    })
    if (answer.type === 'failure') throw new Error('Cedar does not answer.')
    return answer.response.diagnostics.errors.length === 0 && answer.response.decision === 'allow'
  }
}

const ENGINES = [
  { of: release, plainly: asksPlainly(releaseFiles) },
  { of: firstEngine, plainly: asksPlainly(firstEngineFiles) },
] as const

const oneOf = (names: Iterable<string>) => fc.constantFrom(...names)
const effect = oneOf(['A', 'P', 'P!', 'R', 'W'])
const role = oneOf([...Object.keys(release.roles.roles), 'nobody'])
const sensitivity = oneOf([...Object.keys(release.matrix), 'NEW_CLASS'])
const purpose = oneOf([...new Set(Object.values(release.roles.roles).flatMap(({ purposes }) => purposes)), ''])
const factsHeard = (...questions: readonly QuestionKind[]) =>
  fc.subarray([...new Set(FACTS.filter(({ heardBy }) => heardBy.some((one) => questions.includes(one))).map(({ name }) => name as string))])

const ofRequest = fc.record<Question>({
  about: fc.constant('request'),
  role,
  action: oneOf(ASKED.request),
  resource: purpose,
  values: fc.record({
    channel: oneOf(['live', 'extract', 'aggregate']),
    cell: fc.constantFrom(-1, 0, 9, 10),
    smallest_cell: fc.constant(10),
  }),
  facts: factsHeard('request', 'case', 'review'),
})
const ofEvent = fc.record<Question>({
  about: fc.constant('event'),
  role,
  action: oneOf(ASKED.event),
  resource: sensitivity,
  values: fc.record({ purpose, key: effect, pair: oneOf(['any', 'own', 'other', 'unknown']) }),
  facts: factsHeard('event'),
})
const ofClass = fc.record<Question>({
  about: fc.constant('class'),
  role,
  action: oneOf(ASKED.class),
  resource: sensitivity,
  values: fc.record({ purpose, cell: effect, cap: oneOf(['A', 'R', 'W']) }),
  facts: factsHeard('class'),
})

describe('what is kept of Cedar’s answers', () => {
  it('is what Cedar says of the whole question, in both engines, whatever was asked before', () => {
    fc.assert(
      fc.property(fc.oneof(ofRequest, ofEvent, ofClass), fc.constantFrom(...ENGINES), (question, { of, plainly }) => {
        expect(of.authorize(question)).toBe(plainly(question))
        expect(of.authorize({ ...question, facts: [...question.facts] })).toBe(of.authorize(question))
      }),
      { numRuns: 4_000 },
    )
  })
})
