import cedar from '@cedar-policy/cedar-wasm/nodejs'
import { describe, expect, it } from '@jest/globals'
import { policySet } from '../../policy/release/policy-set.ts'
import { loadRelease, type ReleaseFiles } from '../../policy/release/load.ts'
import { release, releaseFiles } from './case-builder.ts'
import { permissive } from './permissive.ts'
import { probes } from './probes.ts'

const cedarFiles = [...releaseFiles].filter(([path]) => path.endsWith('.cedar'))
const ids = Object.keys(policySet(cedarFiles)).sort()
const schema = releaseFiles.get('cedar/schema.cedarschema') ?? ''

const freeRelease = loadRelease(permissive(releaseFiles))

/** The release without one policy. */
function without(files: ReleaseFiles, id: string): ReleaseFiles {
  const kept = (path: string, text: string): string =>
    Object.entries(policySet([[path, text]]))
      .filter(([name]) => name !== id)
      .map(([, policy]) => policy)
      .join('\n')
  return new Map(
    [...files].map(([path, text]) => [path, path.endsWith('.cedar') && text.includes(`@id("${id}")`) ? kept(path, text) : text]),
  )
}

describe('the policies', () => {
  it('are valid under their schema: no fact, action or attribute that does not exist', () => {
    const answer = cedar.validate({ schema, policies: { staticPolicies: policySet(cedarFiles) } })
    expect(answer).toMatchObject({ type: 'success', validationErrors: [], validationWarnings: [] })
  })

  it('are refused with a fact that the schema does not know', () => {
    const wrong = 'forbid (principal, action == Action::"see", resource) when { context.facts.contains(Fact::"seldom") };'
    expect(cedar.validate({ schema, policies: { staticPolicies: { wrong } } })).toMatchObject({ validationErrors: [expect.anything()] })
  })

  it('each have a probe', () => {
    expect(ids.filter((id) => !probes.some(({ policy }) => policy === id))).toEqual([])
  })
  it('have no probe of a policy that is gone', () => {
    expect(probes.filter(({ policy }) => !ids.includes(policy))).toEqual([])
  })

  it('are loaded once, however often the same files are asked for, and anew when one has changed', () => {
    const other = new Map(releaseFiles).set('codes/other.json', '{}')
    const loaded = loadRelease(releaseFiles)
    expect([
      loadRelease(new Map([...releaseFiles].reverse())) === loaded,
      loadRelease(other) === loaded,
      loadRelease(other).hash === loaded.hash,
    ]).toEqual([true, false, false])
  })

  it('each say where they come from', () => {
    for (const [path, text] of cedarFiles) expect({ path, source: /^\/\/.*\b(D\.\d+|C:)/m.test(text) }).toEqual({ path, source: true })
  })
})

describe.each(probes)('$policy: $title', ({ policy, look, expected, permissive: freely }) => {
  const files = freely === true ? permissive(releaseFiles) : releaseFiles
  it('holds', () => {
    expect(look(freely === true ? freeRelease : release)).toEqual(expected)
  })
  it('fails without the policy', () => {
    expect(look(loadRelease(without(files, policy)))).not.toEqual(expected)
  })
})
