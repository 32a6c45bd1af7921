import { describe, expect, it } from '@jest/globals'
import { decidePublication } from '../../../policy/decide/own-publication.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { inputOf, release, requestOf } from '../case-builder.ts'

const asked = { system: 'records', event_id: 'event-1', type: 'behaviour.incident-recorded', isNamed: true, isInCase: true }

describe('an own publication', () => {
  it('opens to somebody who is named, and to no system administrator or evaluator, named or not', () => {
    const outcome = (role: string): string =>
      decidePublication(release, inputOf(requestOf(role, '', { agency: agencyNamed('fixture-police') }), [{ type: asked.type }]), asked)
        .outcome
    expect(['agency_rep', 'agency_publisher', 'system_admin', 'evaluator', 'no_such_role'].map(outcome)).toEqual([
      'permit',
      'permit',
      'not_found',
      'not_found',
      'not_found',
    ])
  })
})
