/** Agencies that decide on offences and their consequences: Data Protection Act 2018 Part 3. */
const ENFORCEMENT: ReadonlySet<string> = new Set(['police', 'probation', 'prison', 'cps', 'criminal_court'])
/** Agencies that are charities as a rule. */
const CHARITIES: ReadonlySet<string> = new Set(['idva_service', 'da_specialist', 'by_and_for', 'perpetrator_service', 'drive_provider'])

interface Law {
  readonly law: string
  /** Of charities, where it is another. */
  readonly charity?: string
  /** Of police and others of their kind, where it is another. */
  readonly enforcement?: string
}

const SAFEGUARDING =
  'safeguarding, a recognised legitimate interest (UK GDPR Art 6(1)(ea)), or public task where the service is a public body'
const PART_3 = 'Data Protection Act 2018 Part 3'

/** By what law each purpose is read for (domain model, D.2; docs/domain/purposes.md has it in full). */
const LAWS: Readonly<Record<string, Law>> = {
  marac_risk_management: {
    law: 'public task (UK GDPR Art 6(1)(e); Crime and Disorder Act 1998 s.115)',
    charity: SAFEGUARDING,
    enforcement: `${PART_3} and Crime and Disorder Act 1998 s.115`,
  },
  victim_safety_planning: { law: 'public task (UK GDPR Art 6(1)(e))', charity: SAFEGUARDING },
  perpetrator_intervention: { law: 'public task (UK GDPR Art 6(1)(e))', charity: SAFEGUARDING, enforcement: PART_3 },
  child_safeguarding: { law: 'public task with the duty of Children Act 2004 s.11' },
  adult_safeguarding: { law: 'public task (UK GDPR Art 6(1)(e); Care Act 2014 s.45)' },
  dvds_disclosure: { law: `the police’s common-law power and ${PART_3}, under the guidance of Domestic Abuse Act 2021 s.77` },
  bail_decision: { law: `${PART_3} and the Police and Criminal Evidence Act 1984` },
  oocr_decision: { law: `${PART_3} and the code of practice of the resolution` },
  offender_management: { law: `${PART_3} and Criminal Justice Act 2003 s.325` },
  family_court: { law: 'public task and legal claims (UK GDPR Art 6(1)(e), Art 9(2)(f))' },
  subject_access: { law: 'UK GDPR Art 15 and Data Protection Act 2018 s.45' },
  audit: { law: 'legal obligation and public task (UK GDPR Art 6(1)(c) and (e); Data Protection Act 2018 s.62)' },
  evaluation_research: { law: 'research (UK GDPR Art 6(1)(e) or (f), Art 9(2)(j))' },
  service_mapping: { law: 'statistics' },
  death_review: { law: 'the duty to review deaths related to domestic abuse' },
}

/** The lawful basis on which somebody of an agency of this type reads for a purpose, in words; undefined for a purpose that is not of the list. */
export function purposeLaw(purpose: string, agencyType: string | undefined): string | undefined {
  const law = LAWS[purpose]
  if (law === undefined || agencyType === undefined) return law?.law
  if (ENFORCEMENT.has(agencyType)) return law.enforcement ?? law.law
  return (CHARITIES.has(agencyType) ? law.charity : undefined) ?? law.law
}
