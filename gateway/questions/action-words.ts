import { ACTIONS } from '../../core/access-log/actions.ts'

/** What a recorded action was, in plain words, without what else its record holds; the action itself for one that is not in the table. */
export const actionWords = (action: string): string => ACTIONS[action]?.says.split(';')[0] ?? action
