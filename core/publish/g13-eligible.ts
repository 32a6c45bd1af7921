import { inDetails, ofType } from './of-type.ts'

const g13 = (field: string, detail: string) => inDetails('G13', field, detail)
const RISK = "Only a risk level of 'standard' is eligible for an out-of-court resolution: give another result_reason."
const ADMISSION = 'Without an admission nobody is eligible: give another result_reason.'
const CHECKED = "Must be true before the result is 'eligible': make the check first."

/** G13, as far as the event tells: 'eligible' needs standard risk, an admission and both checks. That no MARAC flag is live the case must tell. */
export const g13Eligible = ofType('oocr.considered', (details) =>
  details.result_reason !== 'eligible'
    ? []
    : [
        details.risk_level !== 'standard' && g13('risk_level', RISK),
        !details.admission && g13('admission', ADMISSION),
        !details.ccb_checked && g13('ccb_checked', CHECKED),
        !details.multi_agency_flag_checked && g13('multi_agency_flag_checked', CHECKED),
      ],
)
