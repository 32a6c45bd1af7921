import type { AccessRecord, RequestValue } from './access-record.ts'

/** Action of the access record that holds a reader's answer to a recall notice. */
export const RECALL_ANSWER = 'recall-answer'

/** What a reader did about having acted on an event that was changed afterwards, by code. */
export const RECALL_STEPS = {
  decision_reviewed: 'The decision was looked at again',
  others_told: 'Those were told who had it from me',
  plan_changed: 'The plan was changed',
  nothing_needed: 'Nothing was needed',
} as const
export type RecallStep = keyof typeof RECALL_STEPS

/** "Did you act on it?" */
export interface RecallAnswer {
  /** Id of the notice, known to its reader only. */
  readonly recall: string
  readonly acted: 'yes' | 'no'
  readonly step?: RecallStep
}

/** An answer as its access record has it. */
export const answerOnRecord = ({ recall, acted, step }: RecallAnswer): RequestValue['page'] => ({
  recall,
  acted,
  ...(step === undefined ? {} : { step }),
})

/** The answer that an access record holds; undefined for any other record. */
export function answerOf(
  { action, outcome }: Pick<AccessRecord, 'action' | 'outcome'>,
  { page: { recall, acted, step } }: RequestValue,
): RecallAnswer | undefined {
  if (action !== RECALL_ANSWER || outcome !== 'permit' || recall === undefined || (acted !== 'yes' && acted !== 'no')) return undefined
  return { recall, acted, ...(step !== undefined && step in RECALL_STEPS ? { step: step as RecallStep } : {}) }
}
