import type { ControlState } from '../../core/control/state.ts'
import type { DecisionInput } from './input.ts'

/** What a decision takes from control.events, at the version read. */
export const ofControl = ({
  agencies,
  instrumentsSince,
}: Pick<ControlState, 'agencies' | 'instrumentsSince'>): Pick<DecisionInput, 'agencies' | 'instrumentsSince'> => ({
  agencies,
  ...(instrumentsSince === undefined ? {} : { instrumentsSince }),
})
