/** Who reads in the fault tests, a made-up reader, and for what. */
export const READER = 'norshire-coordinator'
export const PURPOSE = 'purpose=marac_risk_management'
