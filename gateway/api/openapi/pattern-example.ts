import type { PatternItem } from '../../../core/pattern/item.ts'
import { patternOf } from '../../../core/pattern/of-items.ts'
import { INCOMPLETE_NOTICE } from '../../read/deps.ts'

const POLICE = { id: 'norshire-police', name: 'Norshire Police', type: 'police' }
const LEANNE = { key: 'KV1', role: 'adult', relationship: 'ex_partner', given_name: 'Leanne', family_name: 'Marsh' }

const WEIGHTS: Readonly<Record<string, number>> = { 'physical.strangulation': 10, 'threat.kill': 9, 'stalking.via_third_party': 6 }

const item = (id: string, type: string, day: string, details: object): PatternItem => ({
  id,
  type,
  agency: POLICE,
  occurred: { from: day, precision: 'day' },
  recorded_at: `${day}T12:00:00Z`,
  state: 'shown',
  data: { harmed: [LEANNE], assertion: { basis: 'reported_by_harmed' }, details },
})

/** An answer, worked out as every answer is, from three made-up events: an act, bail, and its breach. */
export const patternExample = {
  ...patternOf(
    [
      item('Xk3vQ0aB7cD1eF5gH9iJ2k', 'behaviour.incident-recorded', '2024-05-17', {
        tactics: ['physical.strangulation', 'threat.kill'],
        police_response: 'arrested',
      }),
      item('Lm4nO8pQ2rS6tU0vW3xY7z', 'bail.decided', '2024-05-18', {
        bail_id: 'B1',
        decision: 'granted_conditional',
        conditions: ['no_contact_direct_indirect'],
        applies_until: '2024-08-18',
      }),
      item('Ab5cD9eF3gH7iJ1kL4mN8o', 'bail.breached', '2024-06-20', {
        bail_id: 'B1',
        condition: 'no_contact_direct_indirect',
        behaviour: ['stalking.via_third_party'],
        response: 'arrested',
      }),
    ],
    { role: 'idva', asOf: '2024-07-01', gravityOf: (tactic) => WEIGHTS[tactic] },
  ),
  notice: INCOMPLETE_NOTICE,
}
