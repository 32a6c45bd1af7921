// Written by schemas/generate.ts from schemas/events/. Do not edit: run `npm run generate`.

import type {
  Accreditation,
  ActionOwnerFocus,
  ActionStatus,
  ActionType,
  AgencyType,
  Attendance,
  BailCondition,
  BailDecision,
  Barrier,
  BlockReason,
  BreachResponse,
  CaraQuality,
  CaseCloseReason,
  CaseKind,
  ChangeSeen,
  ChargingDecision,
  ChildImpact,
  ChildPresence,
  ClassCode,
  ConsentStatus,
  ContactMode,
  CounterResult,
  CourtOutcome,
  CscDecision,
  CustodyStatus,
  DvdsDecision,
  DvdsRecipient,
  DvdsRoute,
  DvdsStage,
  EmAlert,
  EmRegime,
  EmStatus,
  EmType,
  Engagement,
  EnquiryKind,
  EnquiryResult,
  EnquirySetting,
  ErasureReason,
  ExpectationAnswer,
  ExpectationKind,
  ExpectationSource,
  FdacProgress,
  HarmedInput,
  HealthConcern,
  HousingAction,
  IncidentType,
  InjuryLevel,
  InterventionType,
  MappaCategory,
  MappaLevel,
  MaracListStatus,
  MaracReason,
  MatacOutcome,
  Need,
  OffenceGroup,
  OnwardStep,
  OocrReason,
  OocrType,
  OrderRequirement,
  OrderStatus,
  OrderType,
  OutcomeMeasure,
  OutcomeSource,
  OverrideReason,
  Participation,
  Pillar,
  PlaceKind,
  PlanStrand,
  PoliceResponse,
  PolygraphOutcome,
  ProceedingsKind,
  ProceedingsStage,
  ProgrammeStatus,
  ProtectiveEffort,
  Purpose,
  ReferralRoute,
  RegisterKind,
  RegisterOp,
  Relationship,
  RelinkOp,
  RequesterKind,
  RequesterKind2,
  ResearchHeld,
  RetentionClass,
  RetractionReason,
  RightsKind,
  RightsStatus,
  RiskChangeReason,
  RiskLevel,
  RiskTo,
  RiskTool,
  SourceKind,
  SupportKind,
  SupportStatus,
  Tactic,
  TransferStep,
  TreatmentStatus,
  Urgency,
  ViewsOutcome,
  ViewsWeight,
  VoiceTopic,
  Weapon,
  Wraparound,
} from './codes.ts'

/** Breach of bail and what was done: details of `bail.breached`. */
export interface BailBreachedDetails {
  /** Bail id: id of the bail, as its opener gave it and all who take part quote it */
  readonly bail_id: string
  /** Condition: a code of bail_condition */
  readonly condition: BailCondition
  /** Behaviour: codes of tactic */
  readonly behaviour: readonly Tactic[]
  /** Description, in words */
  readonly description?: string | null
  /** Response: a code of breach_response */
  readonly response: BreachResponse
  /** Whether it was considered that he engineered the contact */
  readonly engineered_contact_considered?: boolean | null
  /** Reported by kind: a code of source_kind */
  readonly reported_by_kind: SourceKind
}

/** Bail, RUI, variation, extension, end: details of `bail.decided`. */
export interface BailDecidedDetails {
  /** Bail id: id of the bail, as its opener gave it and all who take part quote it */
  readonly bail_id: string
  /** Decision: a code of bail_decision */
  readonly decision: BailDecision
  /** Conditions: codes of bail_condition */
  readonly conditions?: readonly BailCondition[] | null
  /** Zone that the perpetrator must not enter: a shape as GeoJSON or WKT text */
  readonly zone?: string | null
  /** Applies until: a date */
  readonly applies_until?: string | null
  /** Safeguarding factors, in words */
  readonly safeguarding_factors?: string | null
  /** Views event: id of an event */
  readonly views_event?: string | null
  /** Reason, in words */
  readonly reason?: string | null
  /** Authorising rank, in words */
  readonly authorising_rank?: string | null
}

/** Victim's views on bail conditions: details of `bail.victim-views-sought`. */
export interface BailVictimViewsSoughtDetails {
  /** Bail id: id of the bail, as its opener gave it and all who take part quote it */
  readonly bail_id: string
  /** Views outcome: a code of views_outcome */
  readonly views_outcome: ViewsOutcome
  /** Conditions discussed: codes of bail_condition */
  readonly conditions_discussed?: readonly BailCondition[] | null
  /** Sought on: a date */
  readonly sought_on: string
  /** Role of whoever asked */
  readonly sought_by: string
  /** The harmed person's views in her or his own words */
  readonly views_words?: string | null
  /** Zone that the harmed person wants: a shape as GeoJSON or WKT text */
  readonly zone_wanted?: string | null
  /** Weight given: a code of views_weight */
  readonly weight_given?: ViewsWeight | null
  /** Reason if not adopted, in words */
  readonly reason_if_not_adopted?: string | null
  /** Told of outcome on: a date */
  readonly told_of_outcome_on?: string | null
  /** Support offered: yes or no */
  readonly support_offered: boolean
}

/** How the subject's choices affected a child or the family's functioning: details of `behaviour.child-impact-recorded`. */
export interface BehaviourChildImpactRecordedDetails {
  /** Impact areas: codes of child_impact */
  readonly impact_areas: readonly ChildImpact[]
  /** Tactics: codes of tactic */
  readonly tactics: readonly Tactic[]
  /** Description, in words */
  readonly description?: string | null
  /** The child's own words */
  readonly child_words?: string | null
  /** Age band of the child */
  readonly child_age_band: string
  /** How what he does reaches the child, in words */
  readonly pathway?: string | null
  /** Other parent protective efforts: codes of protective_effort */
  readonly other_parent_protective_efforts?: readonly ProtectiveEffort[] | null
}

/** Who is doing what to whom: assessment when both parties allege abuse: details of `behaviour.counter-allegation-assessed`. */
export interface BehaviourCounterAllegationAssessedDetails {
  /** Assessment result: a code of counter_result */
  readonly assessment_result: CounterResult
  /** Role of whoever assessed it */
  readonly made_by_role: string
  /** Evidence summary, in words */
  readonly evidence_summary: string
  /** Fear and control indicators, in words */
  readonly fear_and_control_indicators?: string | null
  /** Linked events: ids of events */
  readonly linked_events: readonly string[]
  /** Whether acts of retaliation or defence were noted */
  readonly retaliatory_or_defensive_acts_noted?: boolean | null
  /** Review due: a date */
  readonly review_due: string
}

/** One dated act or incident by the subject: details of `behaviour.incident-recorded`. */
export interface BehaviourIncidentRecordedDetails {
  /** Incident type: a code of incident_type */
  readonly incident_type: IncidentType
  /** Tactics: codes of tactic */
  readonly tactics: readonly Tactic[]
  /** Description, in words */
  readonly description?: string | null
  /** Place kind: a code of place_kind */
  readonly place_kind?: PlaceKind | null
  /** Place address: an address or area, as text */
  readonly place_address?: string | null
  /** Injury level: a code of injury_level */
  readonly injury_level?: InjuryLevel | null
  /** Weapon: a code of weapon */
  readonly weapon?: Weapon | null
  /** Strangulation: yes or no */
  readonly strangulation?: boolean | null
  /** Child presence: a code of child_presence */
  readonly child_presence: ChildPresence
  /** Reported by kind: a code of source_kind */
  readonly reported_by_kind: SourceKind
  /** Who reported it */
  readonly reporter_identity?: string | null
  /** Offence group: a code of offence_group */
  readonly offence_group?: OffenceGroup | null
  /** Crime ref: the agency's own reference */
  readonly crime_ref?: string | null
  /** Police response: a code of police_response */
  readonly police_response?: PoliceResponse | null
  /** The harmed person's own words */
  readonly harmed_words?: string | null
  /** Whether the agency marks it as a repeat */
  readonly repeat_marker?: boolean | null
}

/** A pattern over a period: tactics, who is targeted, systems used: details of `behaviour.pattern-observed`. */
export interface BehaviourPatternObservedDetails {
  /** Period from: a date */
  readonly period_from: string
  /** Period to: a date */
  readonly period_to: string
  /** Tactics: codes of tactic */
  readonly tactics: readonly Tactic[]
  /** Pattern summary, in words */
  readonly pattern_summary: string
  /** How often it happens, in words */
  readonly frequency_note?: string | null
  /** Whether it goes on after separation */
  readonly post_separation?: boolean | null
  /** Systems that he uses against the harmed person, in words */
  readonly systems_used?: string | null
  /** Factors of his that bear on the pattern, never its cause, in words */
  readonly intersecting_factors?: string | null
  /** Tool: a code of risk_tool */
  readonly tool?: RiskTool | null
  /** Reported by kind: a code of source_kind */
  readonly reported_by_kind: SourceKind
  /** The harmed person's own words */
  readonly harmed_words?: string | null
  /** Intel note, in words */
  readonly intel_note?: string | null
}

/** A user, team or unit is barred from a case: details of `case.access-blocked`. */
export interface CaseAccessBlockedDetails {
  /** Case id: id of the case, as its opener gave it and all who take part quote it */
  readonly case_id: string
  /** What is blocked: a user, a team or an agency */
  readonly blocked_kind: string
  /** Who must not see the case: agency:staff id, or agency for everybody of it */
  readonly blocked_ref: string
  /** Reason: a code of block_reason */
  readonly reason: BlockReason
  /** From on: a date and time with offset */
  readonly from_on: string
  /** Until: a date */
  readonly until?: string | null
  /** Who asked for the block */
  readonly requested_by: string
  /** What the blocked user is told, as a rule that there is no such case */
  readonly shown_to_user_as: string
}

/** Case closed, flags and retention set: details of `case.closed`. */
export interface CaseClosedDetails {
  /** Case id: id of the case, as its opener gave it and all who take part quote it */
  readonly case_id: string
  /** Reason: a code of case_close_reason */
  readonly reason: CaseCloseReason
  /** Closed on: a date */
  readonly closed_on: string
  /** Until when the case stays flagged: a date */
  readonly flag_until?: string | null
  /** How long the case is kept: a code of retention_class */
  readonly retention_class: RetentionClass
  /** Open expectations: a whole number */
  readonly open_expectations: number
  /** Whether the harmed person was told */
  readonly harmed_told?: boolean | null
}

/** A case exists for a subject and harmed people: details of `case.opened`. */
export interface CaseOpenedDetails {
  /** Case id: id of the case, as its opener gave it and all who take part quote it */
  readonly case_id: string
  /** Case kind: a code of case_kind */
  readonly case_kind: CaseKind
  /** Lead area, in words */
  readonly lead_area: string
  /** The perpetrator with each harmed person */
  readonly pairs: readonly { readonly subject: string; readonly harmed: string; readonly relationship: Relationship }[]
  /** Opened on: a date */
  readonly opened_on: string
}

/** Link, unlink, merge, split of people or cases: details of `case.relinked`. */
export interface CaseRelinkedDetails {
  /** Op: a code of relink_op */
  readonly op: RelinkOp
  /** Keys of the people before */
  readonly from_refs: readonly string[]
  /** Keys of the people after */
  readonly to_refs: readonly string[]
  /** Reason, in words */
  readonly reason: string
  /** How sure the linking is, in words */
  readonly confidence: string
  /** Who checked it a second time */
  readonly second_checker: string
}

/** Decision to share against or without wishes: details of `consent.override-recorded`. */
export interface ConsentOverrideRecordedDetails {
  /** Override id: id of the override, as its opener gave it and all who take part quote it */
  readonly override_id: string
  /** Purposes: codes of purpose */
  readonly purposes: readonly Purpose[]
  /** Classes that may be shared under the override: codes of sensitivity_class */
  readonly classes: readonly ClassCode[]
  /** Reasons: codes of override_reason */
  readonly reasons: readonly OverrideReason[]
  /** Why sharing is necessary, in words */
  readonly necessity: string
  /** Why sharing is proportionate, in words */
  readonly proportionality: string
  /** Risk level: a code of risk_level */
  readonly risk_level: RiskLevel
  /** Who decided */
  readonly decided_by: string
  /** Who approved the decision */
  readonly approver: string
  /** Expires on: a date */
  readonly expires_on: string
  /** Person told: yes or no */
  readonly person_told: boolean
  /** Not told reason, in words */
  readonly not_told_reason?: string | null
}

/** A person's wishes about sharing, by purpose: details of `consent.recorded`. */
export interface ConsentRecordedDetails {
  /** Whose wishes these are: a code of requester_kind */
  readonly person_role: RequesterKind
  /** Status: a code of consent_status */
  readonly status: ConsentStatus
  /** Purposes: codes of purpose */
  readonly purposes: readonly Purpose[]
  /** Classes that the person does not agree to: codes of sensitivity_class */
  readonly classes_excluded?: readonly ClassCode[] | null
  /** How sharing was explained to the person, in words */
  readonly explained_how: string
  /** Whether it was considered that the person may be coerced */
  readonly coercion_considered: boolean
  /** Interpreter or BSL used, in words */
  readonly interpreter_or_bsl?: string | null
  /** Valid until: a date */
  readonly valid_until?: string | null
  /** Limits that the person set, in words */
  readonly limits_words?: string | null
}

/** Right to Ask or Right to Know opened: details of `dvds.application-received`. */
export interface DvdsApplicationReceivedDetails {
  /** DVDS id: id of the disclosure application, as its opener gave it and all who take part quote it */
  readonly dvds_id: string
  /** Route: a code of dvds_route */
  readonly route: DvdsRoute
  /** Received on: a date */
  readonly received_on: string
  /** Stage: a code of dvds_stage */
  readonly stage: DvdsStage
  /** Applicant kind: a code of requester_kind2 */
  readonly applicant_kind: RequesterKind2
  /** Applicant identity, in words */
  readonly applicant_identity?: string | null
  /** How to reach the harmed person safely, in words */
  readonly safe_contact?: string | null
  /** Immediate risk: yes or no */
  readonly immediate_risk: boolean
  /** Due by: a date */
  readonly due_by: string
}

/** Multi-agency decision: whether, what, to whom, by whom: details of `dvds.decision-made`. */
export interface DvdsDecisionMadeDetails {
  /** DVDS id: id of the disclosure application, as its opener gave it and all who take part quote it */
  readonly dvds_id: string
  /** Decision: a code of dvds_decision */
  readonly decision: DvdsDecision
  /** Decided on: a date */
  readonly decided_on: string
  /** Agencies consulted: codes of agency_type */
  readonly agencies_consulted: readonly AgencyType[]
  /** What would be disclosed, in words */
  readonly content_scope?: string | null
  /** Recipient kind: a code of dvds_recipient */
  readonly recipient_kind: DvdsRecipient
  /** Whether the perpetrator's views were sought */
  readonly subject_views_sought: boolean
  /** Whether the perpetrator is to be told */
  readonly subject_to_be_told: boolean
  /** Safeguarding actions, in words */
  readonly safeguarding_actions?: string | null
  /** Necessity note, in words */
  readonly necessity_note: string
}

/** Disclosure given in person, with safety planning: details of `dvds.disclosure-made`. */
export interface DvdsDisclosureMadeDetails {
  /** DVDS id: id of the disclosure application, as its opener gave it and all who take part quote it */
  readonly dvds_id: string
  /** Disclosed on: a date */
  readonly disclosed_on: string
  /** Recipient kind: a code of dvds_recipient */
  readonly recipient_kind: DvdsRecipient
  /** In person: yes or no */
  readonly in_person: boolean
  /** Undertaking signed: yes or no */
  readonly undertaking_signed: boolean
  /** Support present: yes or no */
  readonly support_present: boolean
  /** Safety plan made: yes or no */
  readonly safety_plan_made: boolean
  /** What the recipient said, in words */
  readonly recipient_reaction?: string | null
  /** Follow up due: a date */
  readonly follow_up_due?: string | null
}

/** An agency saw, spoke to or failed to reach the subject: details of `engagement.contact-recorded`. */
export interface EngagementContactRecordedDetails {
  /** Mode: a code of contact_mode */
  readonly mode: ContactMode
  /** Engagement: a code of engagement */
  readonly engagement: Engagement
  /** Purpose note, in words */
  readonly purpose_note?: string | null
  /** Stated by subject, in words */
  readonly stated_by_subject?: string | null
  /** Disclosed tactics: codes of tactic */
  readonly disclosed_tactics?: readonly Tactic[] | null
  /** Whereabouts: an address or area, as text */
  readonly whereabouts?: string | null
  /** New relationship indicated: yes or no */
  readonly new_relationship_indicated?: boolean | null
  /** Needs: codes of need */
  readonly needs?: readonly Need[] | null
  /** Staff safety concern: yes or no */
  readonly staff_safety_concern?: boolean | null
}

/** One agency asked another, and whether it was answered: details of `engagement.enquiry-exchanged`. */
export interface EngagementEnquiryExchangedDetails {
  /** Kind: a code of enquiry_kind */
  readonly kind: EnquiryKind
  /** Asked agency: id of an agency */
  readonly asked_agency: string
  /** Asked on: a date */
  readonly asked_on: string
  /** Answered on: a date */
  readonly answered_on?: string | null
  /** Answer kind: a code of research_held */
  readonly answer_kind?: ResearchHeld | null
  /** Days from question to answer */
  readonly lag_days?: number | null
}

/** What the subject did about it: details of `engagement.expectation-answered`. */
export interface EngagementExpectationAnsweredDetails {
  /** Expectation id: id of the expectation, as its opener gave it and all who take part quote it */
  readonly expectation_id: string
  /** Answer: a code of expectation_answer */
  readonly answer: ExpectationAnswer
  /** Evidence, in words */
  readonly evidence?: string | null
  /** Checked on: a date */
  readonly checked_on?: string | null
  /** Agency response, in words */
  readonly agency_response?: string | null
}

/** What an agency or court required or asked of the subject: details of `engagement.expectation-set`. */
export interface EngagementExpectationSetDetails {
  /** Expectation id: id of the expectation, as its opener gave it and all who take part quote it */
  readonly expectation_id: string
  /** Kind: a code of expectation_kind */
  readonly kind: ExpectationKind
  /** Source: a code of expectation_source */
  readonly source: ExpectationSource
  /** What was agreed or asked, in words */
  readonly wording: string
  /** Due: a date */
  readonly due?: string | null
  /** Id of the agency that checks whether it was met */
  readonly check_by: string
  /** Consequence, in words */
  readonly consequence?: string | null
}

/** A practitioner asked the subject about own behaviour (DARE style): details of `engagement.routine-enquiry-made`. */
export interface EngagementRoutineEnquiryMadeDetails {
  /** Setting: a code of enquiry_setting */
  readonly setting: EnquirySetting
  /** Result: a code of enquiry_result */
  readonly result: EnquiryResult
  /** Disclosed tactics: codes of tactic */
  readonly disclosed_tactics?: readonly Tactic[] | null
  /** His own words */
  readonly own_words?: string | null
  /** Practitioner trained: yes or no */
  readonly practitioner_trained: boolean
  /** Onward: codes of onward_step */
  readonly onward?: readonly OnwardStep[] | null
  /** Whether it is safe to keep it with the family's file */
  readonly safe_to_record_with_family_file: boolean
  /** Next step due: a date */
  readonly next_step_due?: string | null
}

/** Operation Encompass notice to a school or college: details of `family.encompass-notified`. */
export interface FamilyEncompassNotifiedDetails {
  /** Notified on: a date and time with offset */
  readonly notified_on: string
  /** Incident event: id of an event */
  readonly incident_event: string
  /** Setting kind, in words */
  readonly setting_kind: string
  /** Child ref: key of a person of this event */
  readonly child_ref: string
  /** Child presence: a code of child_presence */
  readonly child_presence: ChildPresence
  /** What the child said, in words */
  readonly child_voice?: string | null
  /** Whether it was told before the next school day */
  readonly before_next_school_day: boolean
  /** Whether the route for children taught at home was used */
  readonly home_educated_route?: boolean | null
}

/** FDAC review of the plan with the parent who uses abuse: details of `family.fdac-review-held`. */
export interface FamilyFdacReviewHeldDetails {
  /** Review on: a date */
  readonly review_on: string
  /** Progress: a code of fdac_progress */
  readonly progress: FdacProgress
  /** Testing summary, in words */
  readonly testing_summary?: string | null
  /** Whether the review addressed his abuse */
  readonly abuse_addressed: boolean
  /** Plan change, in words */
  readonly plan_change?: string | null
  /** Permission to share: yes or no */
  readonly permission_to_share: boolean
}

/** Private, public or injunction proceedings: details of `family.proceedings-updated`. */
export interface FamilyProceedingsUpdatedDetails {
  /** Kind: a code of proceedings_kind */
  readonly kind: ProceedingsKind
  /** Stage: a code of proceedings_stage */
  readonly stage: ProceedingsStage
  /** Stage on: a date */
  readonly stage_on: string
  /** Findings about subject, in words */
  readonly findings_about_subject?: string | null
  /** Orders: codes of order_type */
  readonly orders?: readonly OrderType[] | null
  /** Contact arrangement, in words */
  readonly contact_arrangement?: string | null
  /** Why the starting point was departed from, in words */
  readonly starting_point_departure_reason?: string | null
  /** Permission to share: yes or no */
  readonly permission_to_share: boolean
}

/** Social care decision and what it requires of the subject: details of `family.social-care-decided`. */
export interface FamilySocialCareDecidedDetails {
  /** Decision: a code of csc_decision */
  readonly decision: CscDecision
  /** Decided on: a date */
  readonly decided_on: string
  /** The reason, as what the perpetrator did */
  readonly reason_in_terms_of_subject: string
  /** Expectations: ids of the expectations, as their opener gave it and all who take part quote it */
  readonly expectations?: readonly string[] | null
  /** Whether the parent who protects was worked with as a partner */
  readonly partnered_with_protective_parent: boolean
  /** Whether the perpetrator was seen */
  readonly subject_seen: boolean
  /** Review on: a date */
  readonly review_on?: string | null
}

/** Health service concern about the subject: details of `health.concern-recorded`. */
export interface HealthConcernRecordedDetails {
  /** Concern: a code of health_concern */
  readonly concern: HealthConcern
  /** What was seen or heard, in words */
  readonly detail?: string | null
  /** Disclosed tactics: codes of tactic */
  readonly disclosed_tactics?: readonly Tactic[] | null
  /** Staff safety: yes or no */
  readonly staff_safety?: boolean | null
  /** Follow up, in words */
  readonly follow_up?: string | null
  /** Why it is shared: a code of override_reason */
  readonly shared_because: OverrideReason
  /** Whether the harmed person's record is kept apart */
  readonly harmed_record_separated: boolean
}

/** Housing action aimed at the subject: details of `housing.action-taken`. */
export interface HousingActionTakenDetails {
  /** Action: a code of housing_action */
  readonly action: HousingAction
  /** Taken on: a date */
  readonly taken_on: string
  /** Views event: id of an event */
  readonly views_event?: string | null
  /** Exception reason, in words */
  readonly exception_reason?: string | null
  /** Subject new area: an address or area, as text */
  readonly subject_new_area?: string | null
  /** Result, in words */
  readonly result?: string | null
}

/** Arrest or voluntary interview of the subject: details of `justice.arrest-recorded`. */
export interface JusticeArrestRecordedDetails {
  /** Offence group: a code of offence_group */
  readonly offence_group: OffenceGroup
  /** Mode: a code of police_response */
  readonly mode: PoliceResponse
  /** Custody ref: the agency's own reference */
  readonly custody_ref?: string | null
  /** Linked incident: id of an event */
  readonly linked_incident?: string | null
  /** Whether the harmed person was told */
  readonly harmed_told?: boolean | null
}

/** Charge, no further action or other: details of `justice.charging-decision-made`. */
export interface JusticeChargingDecisionMadeDetails {
  /** Decision: a code of charging_decision */
  readonly decision: ChargingDecision
  /** Offence group: a code of offence_group */
  readonly offence_group: OffenceGroup
  /** Whether a prosecution without the victim's evidence was considered */
  readonly evidence_led_considered: boolean
  /** When the harmed person was told: a date */
  readonly harmed_told_on?: string | null
  /** Reason, in words */
  readonly reason?: string | null
}

/** Criminal court result: details of `justice.court-outcome-recorded`. */
export interface JusticeCourtOutcomeRecordedDetails {
  /** Outcome: a code of court_outcome */
  readonly outcome: CourtOutcome
  /** Offence group: a code of offence_group */
  readonly offence_group: OffenceGroup
  /** Sentence summary, in words */
  readonly sentence_summary?: string | null
  /** Requirements: codes of order_requirement */
  readonly requirements?: readonly OrderRequirement[] | null
  /** When the harmed person was told: a date */
  readonly harmed_told_on?: string | null
}

/** Remand, release, recall: details of `justice.custody-status-changed`. */
export interface JusticeCustodyStatusChangedDetails {
  /** Status: a code of custody_status */
  readonly status: CustodyStatus
  /** Effective on: a date */
  readonly effective_on: string
  /** Release area: an address or area, as text */
  readonly release_area?: string | null
  /** Licence conditions: codes of order_requirement */
  readonly licence_conditions?: readonly OrderRequirement[] | null
  /** When the harmed person was told: a date */
  readonly harmed_told_on?: string | null
  /** Notice days: a whole number */
  readonly notice_days?: number | null
}

/** MAPPA category and level: details of `mappa.level-set`. */
export interface MappaLevelSetDetails {
  /** Category: a code of mappa_category */
  readonly category: MappaCategory
  /** Level: a code of mappa_level */
  readonly level: MappaLevel
  /** Set on: a date */
  readonly set_on: string
  /** Review on: a date */
  readonly review_on?: string | null
  /** Lead agency: id of an agency */
  readonly lead_agency: string
}

/** SMART action with owner: details of `marac.action-agreed`. */
export interface MaracActionAgreedDetails {
  /** Action id: id of the action, as its opener gave it and all who take part quote it */
  readonly action_id: string
  /** MARAC id: id of the MARAC, as its opener gave it and all who take part quote it */
  readonly marac_id: string
  /** Owner: id of an agency */
  readonly owner: string
  /** Action type: a code of action_type */
  readonly action_type: ActionType
  /** Focus: a code of action_owner_focus */
  readonly focus: ActionOwnerFocus
  /** What was agreed or asked, in words */
  readonly wording: string
  /** Due: a date */
  readonly due: string
  /** Whether the perpetrator must not learn of it */
  readonly perpetrator_must_not_know: boolean
}

/** Progress, completion, overdue, not possible: details of `marac.action-updated`. */
export interface MaracActionUpdatedDetails {
  /** Action id: id of the action, as its opener gave it and all who take part quote it */
  readonly action_id: string
  /** Status: a code of action_status */
  readonly status: ActionStatus
  /** Updated on: a date */
  readonly updated_on: string
  /** Result, in words */
  readonly result?: string | null
  /** Reason, in words */
  readonly reason?: string | null
  /** Escalated to, in words */
  readonly escalated_to?: string | null
}

/** Case discussed: risks, balance, outcome: details of `marac.case-heard`. */
export interface MaracCaseHeardDetails {
  /** MARAC id: id of the MARAC, as its opener gave it and all who take part quote it */
  readonly marac_id: string
  /** Heard on: a date and time with offset */
  readonly heard_on: string
  /** Attendees: codes of agency_type */
  readonly attendees: readonly AgencyType[]
  /** Apologies: codes of agency_type */
  readonly apologies?: readonly AgencyType[] | null
  /** How many conflicts of interest were declared */
  readonly conflicts_declared: number
  /** Risks agreed, in words */
  readonly risks_agreed: string
  /** Level: a code of risk_level */
  readonly level: RiskLevel
  /** Pattern reviewed: yes or no */
  readonly pattern_reviewed: boolean
  /** Whether the harmed person's views were presented */
  readonly harmed_views_presented: boolean
  /** How many of the actions are on the perpetrator */
  readonly perpetrator_actions_count: number
  /** Minutes text, in words */
  readonly minutes_text?: string | null
  /** Language check passed: yes or no */
  readonly language_check_passed: boolean
  /** Until when the case stays flagged: a date */
  readonly flag_until: string
}

/** Case on a meeting list, research opens: details of `marac.case-listed`. */
export interface MaracCaseListedDetails {
  /** MARAC id: id of the MARAC, as its opener gave it and all who take part quote it */
  readonly marac_id: string
  /** Meeting on: a date and time with offset */
  readonly meeting_on: string
  /** List status: a code of marac_list_status */
  readonly list_status: MaracListStatus
  /** Order no: a whole number */
  readonly order_no?: number | null
  /** Minutes allotted: a whole number */
  readonly minutes_allotted: number
  /** Research due: a date and time with offset */
  readonly research_due: string
  /** Agencies asked: codes of agency_type */
  readonly agencies_asked: readonly AgencyType[]
  /** Whether it is a repeat within twelve months */
  readonly repeat: boolean
  /** IDVA contacted: yes or no */
  readonly idva_contacted?: boolean | null
}

/** Marac-to-Marac transfer: details of `marac.case-transferred`. */
export interface MaracCaseTransferredDetails {
  /** MARAC id: id of the MARAC, as its opener gave it and all who take part quote it */
  readonly marac_id: string
  /** Step: a code of transfer_step */
  readonly step: TransferStep
  /** MARAC that sends the case */
  readonly from_marac: string
  /** MARAC that receives the case */
  readonly to_marac: string
  /** Which documents were passed on, in words */
  readonly documents?: string | null
  /** IDVA handover: yes or no */
  readonly idva_handover: boolean
  /** Whether the perpetrator's area is known */
  readonly subject_area_known?: boolean | null
}

/** Referral to MARAC: details of `marac.referral-made`. */
export interface MaracReferralMadeDetails {
  /** MARAC id: id of the MARAC, as its opener gave it and all who take part quote it */
  readonly marac_id: string
  /** Reasons: codes of marac_reason */
  readonly reasons: readonly MaracReason[]
  /** Judgement text, in words */
  readonly judgement_text?: string | null
  /** How many of the DASH questions were answered yes */
  readonly dash_ticks?: number | null
  /** Last referral on: a date */
  readonly last_referral_on?: string | null
  /** Whether the harmed person knows of the referral */
  readonly harmed_aware: boolean
  /** Why the harmed person does not know of it, in words */
  readonly harmed_aware_reason_not?: string | null
  /** Consent status: a code of consent_status */
  readonly consent_status: ConsentStatus
  /** Of whom else the harmed person is afraid, in words */
  readonly afraid_of?: string | null
  /** Who is safe to talk to, in words */
  readonly safe_to_talk_to?: string | null
  /** Who is not safe to talk to, in words */
  readonly not_safe_to_talk_to?: string | null
  /** How to reach the harmed person safely, in words */
  readonly safe_contact?: string | null
  /** How many children there are */
  readonly children_count: number
  /** What the harmed person says would help */
  readonly what_would_help?: string | null
  /** Earlier referrals elsewhere, in words */
  readonly referred_before_elsewhere?: string | null
  /** What the perpetrator does, in words */
  readonly perpetrator_summary: string
}

/** One agency's research return: details of `marac.research-returned`. */
export interface MaracResearchReturnedDetails {
  /** MARAC id: id of the MARAC, as its opener gave it and all who take part quote it */
  readonly marac_id: string
  /** Held: a code of research_held */
  readonly held: ResearchHeld
  /** Whether the agency knows the perpetrator */
  readonly known_subject: boolean
  /** Whether the agency knows the harmed person */
  readonly known_harmed: boolean
  /** Facts, in words */
  readonly facts?: string | null
  /** Opinion, in words */
  readonly opinion?: string | null
  /** When the agency last saw the perpetrator: a date */
  readonly last_seen_subject?: string | null
  /** How the perpetrator behaves towards the agency, in words */
  readonly subject_attitude?: string | null
  /** Child information, in words */
  readonly child_information?: string | null
  /** Health information, in words */
  readonly health_information?: string | null
  /** Withheld reason, in words */
  readonly withheld_reason?: string | null
  /** Proposed actions: codes of action_type */
  readonly proposed_actions?: readonly ActionType[] | null
  /** Returned on: a date and time with offset */
  readonly returned_on: string
}

/** Selected, tactics agreed, reviewed, removed: details of `matac.subject-reviewed`. */
export interface MatacSubjectReviewedDetails {
  /** MATAC id: id of the MATAC, as its opener gave it and all who take part quote it */
  readonly matac_id: string
  /** Outcome: a code of matac_outcome */
  readonly outcome: MatacOutcome
  /** Meeting on: a date */
  readonly meeting_on: string
  /** Strands: codes of plan_strand */
  readonly strands: readonly PlanStrand[]
  /** Planned tactics, in words */
  readonly planned_tactics?: string | null
  /** RFG total: a whole number */
  readonly rfg_total?: number | null
  /** Referral source: a code of agency_type */
  readonly referral_source: AgencyType
  /** Next review: a date */
  readonly next_review?: string | null
  /** Linked victims count: a whole number */
  readonly linked_victims_count?: number | null
  /** Safety lead named: yes or no */
  readonly safety_lead_named: boolean
  /** Intel basis, in words */
  readonly intel_basis?: string | null
}

/** Zone, curfew, tamper or alcohol alert: details of `monitoring.alert-raised`. */
export interface MonitoringAlertRaisedDetails {
  /** Electronic monitoring id: id of the monitoring, as its opener gave it and all who take part quote it */
  readonly em_id: string
  /** Alert: a code of em_alert */
  readonly alert: EmAlert
  /** Alert at: a date and time with offset */
  readonly alert_at: string
  /** Whether it was near the harmed person's zone */
  readonly near_zone_of_harmed?: boolean | null
  /** Where the tag was: a shape as GeoJSON or WKT text */
  readonly trail?: string | null
  /** Response: a code of breach_response */
  readonly response: BreachResponse
  /** Whether the harmed person was told */
  readonly harmed_told?: boolean | null
  /** Pattern note, in words */
  readonly pattern_note?: string | null
}

/** Polygraph session held on licence: details of `monitoring.polygraph-completed`. */
export interface MonitoringPolygraphCompletedDetails {
  /** Session on: a date */
  readonly session_on: string
  /** Outcome: a code of polygraph_outcome */
  readonly outcome: PolygraphOutcome
  /** Disclosure summary, in words */
  readonly disclosure_summary?: string | null
  /** Follow up, in words */
  readonly follow_up?: string | null
  /** Corroborated by: ids of events */
  readonly corroborated_by?: readonly string[] | null
  /** Reliability caveat: yes or no */
  readonly reliability_caveat: boolean
}

/** Tag ordered, fitted, varied, ended: details of `monitoring.status-changed`. */
export interface MonitoringStatusChangedDetails {
  /** Electronic monitoring id: id of the monitoring, as its opener gave it and all who take part quote it */
  readonly em_id: string
  /** Regime: a code of em_regime */
  readonly regime: EmRegime
  /** Electronic monitoring types: codes of em_type */
  readonly em_types: readonly EmType[]
  /** Status: a code of em_status */
  readonly status: EmStatus
  /** Zone that the perpetrator must not enter: a shape as GeoJSON or WKT text */
  readonly zone?: string | null
  /** Ends on: a date */
  readonly ends_on?: string | null
  /** Wraparound programme: a code of wraparound */
  readonly wraparound_programme: Wraparound
  /** Wraparound support: a code of wraparound */
  readonly wraparound_support: Wraparound
}

/** Complied, breached, referred back: details of `oocr.compliance-recorded`. */
export interface OocrComplianceRecordedDetails {
  /** Out-of-court resolution id: id of the resolution, as its opener gave it and all who take part quote it */
  readonly oocr_id: string
  /** Compliance: a code of expectation_answer */
  readonly compliance: ExpectationAnswer
  /** Completed on: a date */
  readonly completed_on?: string | null
  /** Breach action: a code of breach_response */
  readonly breach_action?: BreachResponse | null
  /** Prosecution considered: yes or no */
  readonly prosecution_considered?: boolean | null
}

/** Eligibility for an out-of-court resolution was assessed: details of `oocr.considered`. */
export interface OocrConsideredDetails {
  /** Out-of-court resolution id: id of the resolution, as its opener gave it and all who take part quote it */
  readonly oocr_id: string
  /** Out-of-court resolution type: a code of oocr_type */
  readonly oocr_type: OocrType
  /** Offence group: a code of offence_group */
  readonly offence_group: OffenceGroup
  /** Risk level: a code of risk_level */
  readonly risk_level: RiskLevel
  /** Whether he admitted the offence */
  readonly admission: boolean
  /** Whether controlling or coercive behaviour was checked for */
  readonly ccb_checked: boolean
  /** Multi agency flag checked: yes or no */
  readonly multi_agency_flag_checked: boolean
  /** Result reason: a code of oocr_reason */
  readonly result_reason: OocrReason
  /** Decision maker rank, in words */
  readonly decision_maker_rank?: string | null
}

/** Resolution offered and issued or refused: details of `oocr.issued`. */
export interface OocrIssuedDetails {
  /** Out-of-court resolution id: id of the resolution, as its opener gave it and all who take part quote it */
  readonly oocr_id: string
  /** Out-of-court resolution type: a code of oocr_type */
  readonly oocr_type: OocrType
  /** Issued: yes or no */
  readonly issued: boolean
  /** Issued on: a date */
  readonly issued_on: string
  /** Conditions, in words */
  readonly conditions: string
  /** Intervention type: a code of intervention_type */
  readonly intervention_type?: InterventionType | null
  /** Completion due: a date */
  readonly completion_due?: string | null
  /** Follows CARA principles: yes or no */
  readonly follows_cara_principles?: boolean | null
  /** Police quality checks: codes of cara_quality */
  readonly police_quality_checks?: readonly CaraQuality[] | null
  /** Offence group: a code of offence_group */
  readonly offence_group?: OffenceGroup | null
  /** Views event: id of an event */
  readonly views_event: string
}

/** Victim's views on the resolution: details of `oocr.victim-views-sought`. */
export interface OocrVictimViewsSoughtDetails {
  /** Out-of-court resolution id: id of the resolution, as its opener gave it and all who take part quote it */
  readonly oocr_id: string
  /** Views outcome: a code of views_outcome */
  readonly views_outcome: ViewsOutcome
  /** Sought on: a date */
  readonly sought_on: string
  /** Role of whoever asked */
  readonly sought_by: string
  /** The harmed person's views in her or his own words */
  readonly views_words?: string | null
  /** Advocate present: yes or no */
  readonly advocate_present?: boolean | null
  /** Weight given: a code of views_weight */
  readonly weight_given?: ViewsWeight | null
  /** Reason if not adopted, in words */
  readonly reason_if_not_adopted?: string | null
  /** Support offered: yes or no */
  readonly support_offered: boolean
}

/** Breach of an order and what was done: details of `order.breached`. */
export interface OrderBreachedDetails {
  /** Order id: id of the order, as its opener gave it and all who take part quote it */
  readonly order_id: string
  /** Order type: a code of order_type */
  readonly order_type: OrderType
  /** Requirement: a code of order_requirement */
  readonly requirement: OrderRequirement
  /** Behaviour: codes of tactic */
  readonly behaviour: readonly Tactic[]
  /** Description, in words */
  readonly description?: string | null
  /** Response: a code of breach_response */
  readonly response: BreachResponse
  /** Response on: a date */
  readonly response_on?: string | null
  /** Reported by kind: a code of source_kind */
  readonly reported_by_kind: SourceKind
}

/** Protective order or notice made: details of `order.made`. */
export interface OrderMadeDetails {
  /** Order id: id of the order, as its opener gave it and all who take part quote it */
  readonly order_id: string
  /** Order type: a code of order_type */
  readonly order_type: OrderType
  /** Requirements: codes of order_requirement */
  readonly requirements: readonly OrderRequirement[]
  /** Made on: a date */
  readonly made_on: string
  /** Served on: a date */
  readonly served_on?: string | null
  /** Expires on: a date */
  readonly expires_on?: string | null
  /** Applicant kind: a code of requester_kind2 */
  readonly applicant_kind: RequesterKind2
  /** Zone that the perpetrator must not enter: a shape as GeoJSON or WKT text */
  readonly zone?: string | null
  /** Electronic monitoring until: a date */
  readonly em_until?: string | null
  /** Keys of the people of this event whom it protects */
  readonly protects: readonly string[]
  /** Harmed views event: id of an event */
  readonly harmed_views_event?: string | null
}

/** Applied, served, varied, extended, discharged, expired, notification made: details of `order.status-changed`. */
export interface OrderStatusChangedDetails {
  /** Order id: id of the order, as its opener gave it and all who take part quote it */
  readonly order_id: string
  /** Order type: a code of order_type */
  readonly order_type: OrderType
  /** Status: a code of order_status */
  readonly status: OrderStatus
  /** Effective on: a date */
  readonly effective_on: string
  /** Notified address: an address or area, as text */
  readonly notified_address?: string | null
  /** Notification on time: yes or no */
  readonly notification_on_time?: boolean | null
  /** Reason, in words */
  readonly reason?: string | null
}

/** A pseudonymised extract left the system: details of `outcome.extract-released`. */
export interface OutcomeExtractReleasedDetails {
  /** Project id: id of the project, as its opener gave it and all who take part quote it */
  readonly project_id: string
  /** Who approved it */
  readonly approved_by: string
  /** Event types that the extract holds */
  readonly types: string
  /** Rows of the extract */
  readonly rows: number
  /** Smallest count that a cell may show */
  readonly min_cell: number
  /** Classes included: codes of sensitivity_class */
  readonly classes_included: readonly ClassCode[]
  /** Destroy by: a date */
  readonly destroy_by: string
}

/** An outcome of an intervention or support, and whose measure it is: details of `outcome.measured`. */
export interface OutcomeMeasuredDetails {
  /** Referral id: id of the referral, as its opener gave it and all who take part quote it */
  readonly referral_id?: string | null
  /** Pillar: a code of pillar */
  readonly pillar: Pillar
  /** Measure: a code of outcome_measure */
  readonly measure: OutcomeMeasure
  /** Source: a code of outcome_source */
  readonly source: OutcomeSource
  /** When in the intervention it was measured */
  readonly point: string
  /** Value code: a code of change_seen */
  readonly value_code: ChangeSeen
  /** Tool, in words */
  readonly tool?: string | null
  /** What the value is compared with */
  readonly comparator?: string | null
}

/** A linked safety worker has been put in place or offered: details of `programme.partner-support-linked`. */
export interface ProgrammePartnerSupportLinkedDetails {
  /** Referral id: id of the referral, as its opener gave it and all who take part quote it */
  readonly referral_id: string
  /** Support kind: a code of support_kind */
  readonly support_kind: SupportKind
  /** Support status: a code of support_status */
  readonly support_status: SupportStatus
  /** Offered on: a date */
  readonly offered_on?: string | null
  /** Whether another worker than his supports the harmed person */
  readonly separate_worker_confirmed: boolean
}

/** A support, diversion or disruption step by a case manager: details of `programme.plan-action-recorded`. */
export interface ProgrammePlanActionRecordedDetails {
  /** Action id: id of the action, as its opener gave it and all who take part quote it */
  readonly action_id: string
  /** Strand: a code of plan_strand */
  readonly strand: PlanStrand
  /** Action, in words */
  readonly action: string
  /** Planned for: a date */
  readonly planned_for?: string | null
  /** Done on: a date */
  readonly done_on?: string | null
  /** Result, in words */
  readonly result?: string | null
  /** IDVA consulted: yes or no */
  readonly idva_consulted: boolean
  /** What risk to the harmed person was considered, in words */
  readonly risk_to_harmed_considered?: string | null
}

/** Referral to an intervention: details of `programme.referral-made`. */
export interface ProgrammeReferralMadeDetails {
  /** Referral id: id of the referral, as its opener gave it and all who take part quote it */
  readonly referral_id: string
  /** Intervention type: a code of intervention_type */
  readonly intervention_type: InterventionType
  /** Route: a code of referral_route */
  readonly route: ReferralRoute
  /** Provider: id of an agency */
  readonly provider: string
  /** Risk level at referral: a code of risk_level */
  readonly risk_level_at_referral: RiskLevel
  /** Reason, in words */
  readonly reason?: string | null
  /** Needs: codes of need */
  readonly needs?: readonly Need[] | null
  /** Whether he agreed to the provider's sharing */
  readonly participant_agreed_to_sharing?: boolean | null
  /** What he needs to be able to take part, in words */
  readonly access_needs?: string | null
}

/** Attendance, and participation where sharing is allowed: details of `programme.session-recorded`. */
export interface ProgrammeSessionRecordedDetails {
  /** Referral id: id of the referral, as its opener gave it and all who take part quote it */
  readonly referral_id: string
  /** Number of the session */
  readonly session_no: number
  /** Part of the session */
  readonly session_part?: string | null
  /** Attendance: a code of attendance */
  readonly attendance: Attendance
  /** Participation: a code of participation */
  readonly participation?: Participation | null
  /** Concern raised: yes or no */
  readonly concern_raised?: boolean | null
  /** Disclosure note, in words */
  readonly disclosure_note?: string | null
}

/** Suitable, waiting, started, completed, ended, no provision: details of `programme.status-changed`. */
export interface ProgrammeStatusChangedDetails {
  /** Referral id: id of the referral, as its opener gave it and all who take part quote it */
  readonly referral_id: string
  /** Intervention type: a code of intervention_type */
  readonly intervention_type: InterventionType
  /** Status: a code of programme_status */
  readonly status: ProgrammeStatus
  /** Reason, in words */
  readonly reason?: string | null
  /** Accreditation: a code of accreditation */
  readonly accreditation: Accreditation
  /** Waiting days: a whole number */
  readonly waiting_days?: number | null
  /** Risk flag raised: yes or no */
  readonly risk_flag_raised?: boolean | null
  /** Next step, in words */
  readonly next_step?: string | null
}

/** Someone disputes an event; both versions kept: details of `record.contested`. */
export interface RecordContestedDetails {
  /** Id of the event that it is about */
  readonly target_event: string
  /** Contested by: a code of requester_kind */
  readonly contested_by: RequesterKind
  /** Statement, in words */
  readonly statement: string
  /** Publisher response, in words */
  readonly publisher_response?: string | null
  /** Whether use is restricted while it is contested */
  readonly restrict_use: boolean
}

/** Publisher replaces fields of an earlier event: details of `record.corrected`. */
export interface RecordCorrectedDetails {
  /** Id of the event that it is about */
  readonly target_event: string
  /** Id of the event that replaces it */
  readonly replacement_event: string
  /** Names of the fields that changed */
  readonly corrected_fields: string
  /** Reason, in words */
  readonly reason: string
}

/** Payload destroyed by key deletion, tombstone kept: details of `record.erased`. */
export interface RecordErasedDetails {
  /** Id of the event that it is about */
  readonly target_event: string
  /** Reason: a code of erasure_reason */
  readonly reason: ErasureReason
  /** Erased on: a date and time with offset */
  readonly erased_on: string
}

/** Publisher withdraws an event; payload hidden, tombstone kept: details of `record.retracted`. */
export interface RecordRetractedDetails {
  /** Id of the event that it is about */
  readonly target_event: string
  /** Reason: a code of retraction_reason */
  readonly reason: RetractionReason
  /** Note, in words */
  readonly note?: string | null
  /** Harm review needed: yes or no */
  readonly harm_review_needed: boolean
}

/** Proposed, entered, not entered or removed, with criteria: details of `register.entry-changed`. */
export interface RegisterEntryChangedDetails {
  /** Register kind: a code of register_kind */
  readonly register_kind: RegisterKind
  /** Op: a code of register_op */
  readonly op: RegisterOp
  /** The criteria that were met, in words */
  readonly criteria: string
  /** Criteria version, in words */
  readonly criteria_version: string
  /** Agencies contributing: codes of agency_type */
  readonly agencies_contributing: readonly AgencyType[]
  /** Harmed input: a code of harmed_input */
  readonly harmed_input: HarmedInput
  /** What the entry adds beyond the disclosure scheme, in words */
  readonly beyond_dvds_benefit: string
  /** What the entry would cost in diverted effort */
  readonly diversion_cost_note?: string | null
  /** Whether the perpetrator was told */
  readonly subject_told?: boolean | null
  /** Appeal until: a date */
  readonly appeal_until?: string | null
  /** Next review: a date */
  readonly next_review: string
}

/** Dynamic re-assessment while on a register: details of `register.entry-reviewed`. */
export interface RegisterEntryReviewedDetails {
  /** Register kind: a code of register_kind */
  readonly register_kind: RegisterKind
  /** Reviewed on: a date */
  readonly reviewed_on: string
  /** Level event: id of an event */
  readonly level_event: string
  /** Harmed input: a code of harmed_input */
  readonly harmed_input: HarmedInput
  /** Agencies contributing: codes of agency_type */
  readonly agencies_contributing: readonly AgencyType[]
  /** Changed: yes or no */
  readonly changed: boolean
  /** Next review: a date */
  readonly next_review: string
}

/** Access, rectification, erasure, objection, victim information request: details of `rights.request-updated`. */
export interface RightsRequestUpdatedDetails {
  /** Request id: id of the request, as its opener gave it and all who take part quote it */
  readonly request_id: string
  /** Kind: a code of rights_kind */
  readonly kind: RightsKind
  /** Requester kind: a code of requester_kind */
  readonly requester_kind: RequesterKind
  /** Status: a code of rights_status */
  readonly status: RightsStatus
  /** Due on: a date */
  readonly due_on: string
  /** Whether use is restricted while the request is open */
  readonly restriction_while_pending: boolean
  /** The reasonable line of enquiry, in words */
  readonly reasonable_line_of_enquiry?: string | null
  /** Notice given on: a date */
  readonly notice_given_on?: string | null
  /** Decision reason, in words */
  readonly decision_reason?: string | null
  /** Exemption used, in words */
  readonly exemption_used?: string | null
}

/** A named tool was completed: details of `risk.assessment-completed`. */
export interface RiskAssessmentCompletedDetails {
  /** Tool: a code of risk_tool */
  readonly tool: RiskTool
  /** Tool version, in words */
  readonly tool_version?: string | null
  /** Level: a code of risk_level */
  readonly level: RiskLevel
  /** How many of the tool's questions were answered yes */
  readonly ticks?: number | null
  /** Professional judgement, in words */
  readonly professional_judgement?: string | null
  /** Whether professional judgement raised the level */
  readonly judgement_raises_level?: boolean | null
  /** Risk to: codes of risk_to */
  readonly risk_to?: readonly RiskTo[] | null
  /** How the harmed person sees the risk, in words */
  readonly harmed_perception?: string | null
  /** Whether the harmed person took part in the assessment */
  readonly informed_by_harmed: boolean
  /** Agencies contributing: codes of agency_type */
  readonly agencies_contributing?: readonly AgencyType[] | null
  /** Valid until: a date */
  readonly valid_until?: string | null
}

/** The current level moved, with reasons and whose input: details of `risk.level-changed`. */
export interface RiskLevelChangedDetails {
  /** From level: a code of risk_level */
  readonly from_level: RiskLevel
  /** To level: a code of risk_level */
  readonly to_level: RiskLevel
  /** Reasons: codes of risk_change_reason */
  readonly reasons: readonly RiskChangeReason[]
  /** Harmed input: a code of harmed_input */
  readonly harmed_input: HarmedInput
  /** Agencies contributing: codes of agency_type */
  readonly agencies_contributing: readonly AgencyType[]
  /** Narrative, in words */
  readonly narrative?: string | null
  /** Effective until: a date */
  readonly effective_until?: string | null
}

/** Recency, frequency, gravity (and victims) score published by police analyst: details of `risk.rfg-scored`. */
export interface RiskRfgScoredDetails {
  /** Recency: a whole number */
  readonly recency: number
  /** Frequency: a whole number */
  readonly frequency: number
  /** Gravity: a whole number */
  readonly gravity: number
  /** How many people were harmed */
  readonly victims?: number | null
  /** Total: a whole number */
  readonly total: number
  /** Band of the rank, in words */
  readonly rank_band?: string | null
  /** Months that the score looks back */
  readonly window_months: number
  /** Version of the scoring method */
  readonly method_version: string
  /** Whether two or more people were harmed within three years */
  readonly serial: boolean
}

/** Subject's treatment status where relevant to risk: details of `substance.treatment-updated`. */
export interface SubstanceTreatmentUpdatedDetails {
  /** Status: a code of treatment_status */
  readonly status: TreatmentStatus
  /** Risk relevance, in words */
  readonly risk_relevance: string
  /** Integrated with: a code of intervention_type */
  readonly integrated_with?: InterventionType | null
  /** Next contact: a date */
  readonly next_contact?: string | null
  /** Whether he abuses when he is not using */
  readonly abuse_when_not_using?: boolean | null
}

/** How, when and by whom it is safe to make contact: details of `voice.contact-safety-set`. */
export interface VoiceContactSafetySetDetails {
  /** When it is safe to reach the harmed person, in words */
  readonly safe_times?: string | null
  /** Safe way to reach the harmed person, in words */
  readonly safe_channel: string
  /** Ways that are not safe, in words */
  readonly unsafe_channels?: string | null
  /** Whether a code word is agreed */
  readonly code_word_set?: boolean | null
  /** Valid until: a date */
  readonly valid_until: string
  /** Shared devices risk: yes or no */
  readonly shared_devices_risk?: boolean | null
}

/** What the victim did to keep self and children safe: details of `voice.protective-effort-recorded`. */
export interface VoiceProtectiveEffortRecordedDetails {
  /** Efforts: codes of protective_effort */
  readonly efforts: readonly ProtectiveEffort[]
  /** Description, in words */
  readonly description?: string | null
  /** What the perpetrator did that it answers: codes of tactic */
  readonly in_response_to: readonly Tactic[]
  /** Whether the harmed person agreed to this being recorded */
  readonly agreed_with_them: boolean
}

/** New safety concern raised by or for a victim: details of `voice.safety-concern-raised`. */
export interface VoiceSafetyConcernRaisedDetails {
  /** What the concern is: codes of risk_change_reason */
  readonly concern_codes: readonly RiskChangeReason[]
  /** Urgency: a code of urgency */
  readonly urgency: Urgency
  /** The harmed person's own words */
  readonly words?: string | null
  /** Danger to: codes of risk_to */
  readonly danger_to?: readonly RiskTo[] | null
  /** What the harmed person wants done, in words */
  readonly action_wanted?: string | null
  /** Whether nobody may speak to the perpetrator about this */
  readonly do_not_contact_subject_about_this: boolean
}

/** Support offered, taken up, ended, not accessible: details of `voice.support-status-changed`. */
export interface VoiceSupportStatusChangedDetails {
  /** Support kind: a code of support_kind */
  readonly support_kind: SupportKind
  /** Status: a code of support_status */
  readonly status: SupportStatus
  /** Barrier: codes of barrier */
  readonly barrier?: readonly Barrier[] | null
  /** Whether there is a need from immigration status or no recourse to public funds */
  readonly nrpf_or_status_need?: boolean | null
  /** Service accredited: yes or no */
  readonly service_accredited?: boolean | null
}

/** Adult or child victim's views, with their control over use: details of `voice.views-recorded`. */
export interface VoiceViewsRecordedDetails {
  /** Topics: codes of voice_topic */
  readonly topics: readonly VoiceTopic[]
  /** Summary code: a code of views_outcome */
  readonly summary_code: ViewsOutcome
  /** The harmed person's own words */
  readonly words?: string | null
  /** What the words may be shared for: codes of purpose */
  readonly words_may_be_shared_for: readonly Purpose[]
  /** Given via: a code of source_kind */
  readonly given_via: SourceKind
  /** Interpreter or BSL used, in words */
  readonly interpreter_or_bsl?: string | null
  /** Change seen: a code of change_seen */
  readonly change_seen?: ChangeSeen | null
  /** When to review it with the harmed person: a date */
  readonly review_with_them_by?: string | null
}

/** Details by event type. */
export interface DetailsByType {
  readonly 'bail.breached': BailBreachedDetails
  readonly 'bail.decided': BailDecidedDetails
  readonly 'bail.victim-views-sought': BailVictimViewsSoughtDetails
  readonly 'behaviour.child-impact-recorded': BehaviourChildImpactRecordedDetails
  readonly 'behaviour.counter-allegation-assessed': BehaviourCounterAllegationAssessedDetails
  readonly 'behaviour.incident-recorded': BehaviourIncidentRecordedDetails
  readonly 'behaviour.pattern-observed': BehaviourPatternObservedDetails
  readonly 'case.access-blocked': CaseAccessBlockedDetails
  readonly 'case.closed': CaseClosedDetails
  readonly 'case.opened': CaseOpenedDetails
  readonly 'case.relinked': CaseRelinkedDetails
  readonly 'consent.override-recorded': ConsentOverrideRecordedDetails
  readonly 'consent.recorded': ConsentRecordedDetails
  readonly 'dvds.application-received': DvdsApplicationReceivedDetails
  readonly 'dvds.decision-made': DvdsDecisionMadeDetails
  readonly 'dvds.disclosure-made': DvdsDisclosureMadeDetails
  readonly 'engagement.contact-recorded': EngagementContactRecordedDetails
  readonly 'engagement.enquiry-exchanged': EngagementEnquiryExchangedDetails
  readonly 'engagement.expectation-answered': EngagementExpectationAnsweredDetails
  readonly 'engagement.expectation-set': EngagementExpectationSetDetails
  readonly 'engagement.routine-enquiry-made': EngagementRoutineEnquiryMadeDetails
  readonly 'family.encompass-notified': FamilyEncompassNotifiedDetails
  readonly 'family.fdac-review-held': FamilyFdacReviewHeldDetails
  readonly 'family.proceedings-updated': FamilyProceedingsUpdatedDetails
  readonly 'family.social-care-decided': FamilySocialCareDecidedDetails
  readonly 'health.concern-recorded': HealthConcernRecordedDetails
  readonly 'housing.action-taken': HousingActionTakenDetails
  readonly 'justice.arrest-recorded': JusticeArrestRecordedDetails
  readonly 'justice.charging-decision-made': JusticeChargingDecisionMadeDetails
  readonly 'justice.court-outcome-recorded': JusticeCourtOutcomeRecordedDetails
  readonly 'justice.custody-status-changed': JusticeCustodyStatusChangedDetails
  readonly 'mappa.level-set': MappaLevelSetDetails
  readonly 'marac.action-agreed': MaracActionAgreedDetails
  readonly 'marac.action-updated': MaracActionUpdatedDetails
  readonly 'marac.case-heard': MaracCaseHeardDetails
  readonly 'marac.case-listed': MaracCaseListedDetails
  readonly 'marac.case-transferred': MaracCaseTransferredDetails
  readonly 'marac.referral-made': MaracReferralMadeDetails
  readonly 'marac.research-returned': MaracResearchReturnedDetails
  readonly 'matac.subject-reviewed': MatacSubjectReviewedDetails
  readonly 'monitoring.alert-raised': MonitoringAlertRaisedDetails
  readonly 'monitoring.polygraph-completed': MonitoringPolygraphCompletedDetails
  readonly 'monitoring.status-changed': MonitoringStatusChangedDetails
  readonly 'oocr.compliance-recorded': OocrComplianceRecordedDetails
  readonly 'oocr.considered': OocrConsideredDetails
  readonly 'oocr.issued': OocrIssuedDetails
  readonly 'oocr.victim-views-sought': OocrVictimViewsSoughtDetails
  readonly 'order.breached': OrderBreachedDetails
  readonly 'order.made': OrderMadeDetails
  readonly 'order.status-changed': OrderStatusChangedDetails
  readonly 'outcome.extract-released': OutcomeExtractReleasedDetails
  readonly 'outcome.measured': OutcomeMeasuredDetails
  readonly 'programme.partner-support-linked': ProgrammePartnerSupportLinkedDetails
  readonly 'programme.plan-action-recorded': ProgrammePlanActionRecordedDetails
  readonly 'programme.referral-made': ProgrammeReferralMadeDetails
  readonly 'programme.session-recorded': ProgrammeSessionRecordedDetails
  readonly 'programme.status-changed': ProgrammeStatusChangedDetails
  readonly 'record.contested': RecordContestedDetails
  readonly 'record.corrected': RecordCorrectedDetails
  readonly 'record.erased': RecordErasedDetails
  readonly 'record.retracted': RecordRetractedDetails
  readonly 'register.entry-changed': RegisterEntryChangedDetails
  readonly 'register.entry-reviewed': RegisterEntryReviewedDetails
  readonly 'rights.request-updated': RightsRequestUpdatedDetails
  readonly 'risk.assessment-completed': RiskAssessmentCompletedDetails
  readonly 'risk.level-changed': RiskLevelChangedDetails
  readonly 'risk.rfg-scored': RiskRfgScoredDetails
  readonly 'substance.treatment-updated': SubstanceTreatmentUpdatedDetails
  readonly 'voice.contact-safety-set': VoiceContactSafetySetDetails
  readonly 'voice.protective-effort-recorded': VoiceProtectiveEffortRecordedDetails
  readonly 'voice.safety-concern-raised': VoiceSafetyConcernRaisedDetails
  readonly 'voice.support-status-changed': VoiceSupportStatusChangedDetails
  readonly 'voice.views-recorded': VoiceViewsRecordedDetails
}
