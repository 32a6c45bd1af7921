import { describe, expect, it } from '@jest/globals'
import { currentReleaseFiles } from '../../../policy/release/files.ts'
import { controlFiles } from '../../../policy/release/control-release.ts'
import { engineOf, releaseHash } from '../../../policy/release/load.ts'
import { refusalOfProposal, toApprove, type RecordedReport, type Releaser } from '../../../policy/release/two-person-rule.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const FILES = currentReleaseFiles(loadCatalogue())
const HASH = releaseHash(FILES)
const REPORT = 'ab'.repeat(32)
const IN_FORCE = 'cd'.repeat(32)
const WORDS = 'What changes and why it changes, in words enough.'
const OPERATOR = agencyNamed('throughline-operator')
const AGENCIES = new Map([[OPERATOR, { name: 'Operator', type: 'bus_operator', areas: [], oversight: true }]])
const OFFICER: Releaser = { token: 'officer', role: 'dpo', agency: OPERATOR }
const ADMIN: Releaser = { token: 'admin', role: 'system_admin', agency: OPERATOR }
const POLICY = { hash: IN_FORCE, engine: 2, files: [] }
const NOW = Date.parse('2026-03-01T12:00:00Z')

const report = (change: Partial<RecordedReport> = {}): RecordedReport => ({
  report: REPORT,
  candidate: HASH,
  baseline: IN_FORCE,
  newlyVisible: 0,
  ...change,
})
const proposed = (recorded: RecordedReport | undefined, counterfactual = REPORT, withoutReason = ''): string | undefined =>
  refusalOfProposal(
    { agencies: AGENCIES, policy: POLICY },
    OFFICER,
    { files: FILES, reason: WORDS, held: { counterfactual, withoutReason }, recorded },
    () => [],
  )
const approved = (
  of: { readonly counterfactual?: string; readonly no_counterfactual?: string },
  counterfactual: string,
  recorded = report(),
) => {
  const proposal = {
    at: '2026-03-01T09:00:00.000Z',
    hash: HASH,
    engine: engineOf(FILES),
    files: controlFiles(FILES),
    proposed_by: OFFICER.token,
    role: OFFICER.role,
    reason: WORDS,
    ...of,
  }
  const control = { agencies: AGENCIES, policy: POLICY, proposals: new Map([[HASH, proposal]]) }
  const result = toApprove(control, ADMIN, { hash: HASH, counterfactual, recorded }, NOW, () => [])
  return typeof result === 'string' ? result : 'approved'
}

describe('a proposed release', () => {
  it('stands on a report of its own files, held against the release in force, that shows nothing to who faces the perpetrator', () => {
    expect(proposed(report())).toBeUndefined()
  })

  it.each([
    ['that nobody made here', undefined, 'No counterfactual report of this hash is on record'],
    ['of another hash', report({ report: 'ef'.repeat(32) }), 'No counterfactual report of this hash is on record'],
    ['of other files', report({ candidate: IN_FORCE }), 'of other files'],
    ['held against a release that is no longer in force', report({ baseline: HASH }), 'not in force'],
    ['held against what each read was decided by', report({ baseline: '' }), 'not in force'],
    ['by which who faces the perpetrator would see more', report({ newlyVisible: 3 }), 'shows 3 item(s) more'],
  ])('is refused with a report %s', (_, recorded, words) => {
    expect(proposed(recorded)).toContain(words)
  })

  it('needs a reason where it has no report, and takes not both', () => {
    expect(proposed(undefined, '')).toContain('Give --counterfactual')
    expect(proposed(undefined, '', 'Too short.')).toContain('40 characters or more')
    expect(proposed(report(), REPORT, WORDS)).toContain('not both')
    expect(proposed(undefined, '', WORDS)).toBeUndefined()
  })
})

describe('who approves a release', () => {
  it('approves the files and the report that they were proposed with', () => {
    expect(approved({ counterfactual: REPORT }, REPORT)).toBe('approved')
    expect(approved({ counterfactual: REPORT }, '')).toContain(`--counterfactual ${REPORT}`)
    expect(approved({ counterfactual: REPORT }, 'ef'.repeat(32))).toContain('Look at it')
  })

  it('is told why there is no report when they name one', () => {
    expect(approved({ counterfactual: '', no_counterfactual: WORDS }, REPORT)).toContain(WORDS)
    expect(approved({ counterfactual: '', no_counterfactual: WORDS }, '')).toBe('approved')
  })

  it('may approve a proposal from before there were reports', () => {
    expect(approved({}, '')).toBe('approved')
  })

  it('cannot stand behind a report that no longer is of the release in force', () => {
    expect(approved({ counterfactual: REPORT }, REPORT, report({ baseline: HASH }))).toContain('not in force')
  })
})
