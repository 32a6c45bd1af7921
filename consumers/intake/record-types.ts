/** Registry subjects of the records that intake reads and writes. */
export const SUBJECTS = {
  caseEvent: 'uk.throughline.log.CaseEvent',
  linkClaim: 'uk.throughline.log.LinkClaim',
  linkDecided: 'uk.throughline.log.LinkDecided',
  linkEpoch: 'uk.throughline.log.LinkEpoch',
  unlinkedEvent: 'uk.throughline.log.UnlinkedEvent',
  receipt: 'uk.throughline.log.Receipt',
} as const
