/** Why nothing is exported. `no-checkpoint`: the log has signed none yet. `no-quorum`: too few witnesses have cosigned its newest one of late. `log-not-whole`: a file of it is not there. `nothing-found`: no record is as asked for. */
export type ExportRefusal = 'no-checkpoint' | 'no-quorum' | 'log-not-whole' | 'nothing-found'

const WORDS: Readonly<Record<ExportRefusal, string>> = {
  'no-checkpoint': 'The log of reads has signed no checkpoint yet. Wait a few seconds and ask again.',
  'no-quorum':
    'Too few witnesses have cosigned the log of late, and nothing is exported without them. See whether they can be reached: throughline status.',
  'log-not-whole': 'A file of the log of reads is not there. Run: throughline audit verify',
  'nothing-found': 'No access record of the log is as asked for. Those of the last seconds are in the next checkpoint.',
}

/** Nothing is exported. */
export class ExportRefused extends Error {
  readonly code: ExportRefusal

  constructor(code: ExportRefusal) {
    super(WORDS[code])
    this.name = 'ExportRefused'
    this.code = code
  }
}
