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
  /** The id of the bail, as the force gave it. */
  readonly bail_id: string
  /** Which condition he breached (bail_condition). */
  readonly condition: BailCondition
  /** What he did that breached it (tactic). */
  readonly behaviour: readonly Tactic[]
  /** The breach in words, with him as the one acting. No address, no source, none of her words. */
  readonly description?: string | null
  /** What was done about the breach (breach_response). */
  readonly response: BreachResponse
  /** True if it was considered whether he brought the contact about to make her look in breach; empty if not. */
  readonly engineered_contact_considered?: boolean | null
  /** What kind of source told of the breach, never who (source_kind). */
  readonly reported_by_kind: SourceKind
}

/** Bail, RUI, variation, extension, end: details of `bail.decided`. */
export interface BailDecidedDetails {
  /** The force's id of the bail; views and breaches quote it. */
  readonly bail_id: string
  /** What was decided (bail_decision). */
  readonly decision: BailDecision
  /** What he must keep to (bail_condition). */
  readonly conditions?: readonly BailCondition[] | null
  /** The shape of a zone that he must keep out of, as GeoJSON. It can give her address away and is held as her whereabouts. */
  readonly zone?: string | null
  /** Last day, in London, on which the bail holds. */
  readonly applies_until?: string | null
  /** What of her and the children's safety was weighed. */
  readonly safeguarding_factors?: string | null
  /** The id of the event that has her views on the conditions. */
  readonly views_event?: string | null
  /** Why it was decided so, in terms of what he did or may do. */
  readonly reason?: string | null
  /** Rank of the officer who authorised it; no name. */
  readonly authorising_rank?: string | null
}

/** Victim's views on bail conditions: details of `bail.victim-views-sought`. */
export interface BailVictimViewsSoughtDetails {
  /** The id of the bail, as the force gave it. */
  readonly bail_id: string
  /** What she thinks of the conditions, or why there is no view (views_outcome). */
  readonly views_outcome: ViewsOutcome
  /** Conditions that were talked about with her (bail_condition). */
  readonly conditions_discussed?: readonly BailCondition[] | null
  /** Date in London on which she was asked. */
  readonly sought_on: string
  /** Who asked her, as a post; no name. */
  readonly sought_by: string
  /** What she said, in her words. The only field here for them. */
  readonly views_words?: string | null
  /** The shape of a zone that she asks for, as GeoJSON; held as her whereabouts. */
  readonly zone_wanted?: string | null
  /** Whether her views were adopted (views_weight). */
  readonly weight_given?: ViewsWeight | null
  /** Why the decision departs from her views, as it is told to her. */
  readonly reason_if_not_adopted?: string | null
  /** Date in London on which she was told what was decided. */
  readonly told_of_outcome_on?: string | null
  /** True if she was offered support when she was asked. */
  readonly support_offered: boolean
}

/** How the subject's choices affected a child or the family's functioning: details of `behaviour.child-impact-recorded`. */
export interface BehaviourChildImpactRecordedDetails {
  /** Parts of the child's or family's life that the perpetrator's conduct has damaged, following Safe & Together's multiple pathways to harm (child_impact). */
  readonly impact_areas: readonly ChildImpact[]
  /** What the perpetrator did that had this effect; only the perpetrator's acts, never what the other parent did or failed to do (tactic). */
  readonly tactics: readonly Tactic[]
  /** What the effect on the child looks like in daily life and which act of the perpetrator led to it. No names, addresses, sources or quotations. */
  readonly description?: string | null
  /** What the child said, quoted as it was said. Leave it empty rather than paraphrase; the professional's account goes in the description. */
  readonly child_words?: string | null
  /** The child's age as a band of years at the time, such as 7 to 8. Never a name, a school or a date of birth. */
  readonly child_age_band: string
  /** How the perpetrator's conduct reaches the child, for example through money, housing or the other parent's health. No address, source or quoted words. */
  readonly pathway?: string | null
  /** What the other parent did to keep the child safe, in Safe & Together's terms: a record of strength, never of shortcomings (protective_effort). */
  readonly other_parent_protective_efforts?: readonly ProtectiveEffort[] | null
}

/** Who is doing what to whom: assessment when both parties allege abuse: details of `behaviour.counter-allegation-assessed`. */
export interface BehaviourCounterAllegationAssessedDetails {
  /** Who the assessment finds is the primary perpetrator, or that it is not yet clear; follows SafeLives on counter-allegations (counter_result). */
  readonly assessment_result: CounterResult
  /** Job role of the person who made the assessment, such as domestic abuse detective. A role, not a name. */
  readonly made_by_role: string
  /** The facts that the finding rests on: who did what to whom, in order and by date. No address, no source's identity and no quoted words of the person harmed. */
  readonly evidence_summary: string
  /** Signs of who fears whom and who controls money, movement or contact, as the assessor found them. No quoted words and no addresses. */
  readonly fear_and_control_indicators?: string | null
  /** Event ids, on this bus, of the reports from both parties that the assessment compared. */
  readonly linked_events: readonly string[]
  /** True if some acts were found to be resistance or self-defence against the perpetrator; false if none were; empty if not considered. */
  readonly retaliatory_or_defensive_acts_noted?: boolean | null
  /** Date in London by which the finding must be looked at again, sooner where it is not yet clear. */
  readonly review_due: string
}

/** One dated act or incident by the subject: details of `behaviour.incident-recorded`. */
export interface BehaviourIncidentRecordedDetails {
  /** How the incident came to notice or was recorded: a crime, a non-crime incident, a report or a professional's observation; terms follow the ONS (incident_type). */
  readonly incident_type: IncidentType
  /** Everything the perpetrator did in this incident, from the Domestic Abuse Act 2021 and the guidance on controlling or coercive behaviour (tactic). */
  readonly tactics: readonly Tactic[]
  /** What the perpetrator did, to whom and in what order, with the perpetrator as the one acting. No address, no source and no quoted words of the person harmed. */
  readonly description?: string | null
  /** The sort of place where it happened, including online; choose Unknown rather than guess, and keep the address itself out (place_kind). */
  readonly place_kind?: PlaceKind | null
  /** Address or area where it happened, only if it is needed. Held as the harmed person's location and kept from perpetrator-facing roles. */
  readonly place_address?: string | null
  /** The most serious injury that the perpetrator caused to the person harmed, as seen or reported at the time (injury_level). */
  readonly injury_level?: InjuryLevel | null
  /** The weapon, or object used as one, that the perpetrator used or showed; None means it was checked and there was none (weapon). */
  readonly weapon?: Weapon | null
  /** True if the perpetrator strangled or suffocated the person harmed, marked or not; false if it was asked about and did not happen; empty if not asked. */
  readonly strangulation?: boolean | null
  /** Where linked children were and what they saw, heard or suffered, as in an Operation Encompass notification (child_presence). */
  readonly child_presence: ChildPresence
  /** What sort of source told the agency, never who; kinds follow the SafeLives Marac research form (source_kind). */
  readonly reported_by_kind: SourceKind
  /** Name or contact of whoever reported it. The source's identity belongs in this field alone and is protected even inside MARAC. */
  readonly reporter_identity?: string | null
  /** Broad group of the offence if a crime was recorded, as in the Ministry of Justice tagging code list with domestic abuse groups added (offence_group). */
  readonly offence_group?: OffenceGroup | null
  /** The police crime number for this incident, quoted as the force gave it. Leave it empty if no crime was recorded. */
  readonly crime_ref?: string | null
  /** What police did about the perpetrator at the time; non-police agencies use Not a police response (police_response). */
  readonly police_response?: PoliceResponse | null
  /** What the person harmed said about it, quoted as it was said. This is the only field in this event for those words. */
  readonly harmed_words?: string | null
  /** True if the agency's own rules count this as a repeat by the same perpetrator; it does not settle whether it is a Marac repeat. */
  readonly repeat_marker?: boolean | null
}

/** A pattern over a period: tactics, who is targeted, systems used: details of `behaviour.pattern-observed`. */
export interface BehaviourPatternObservedDetails {
  /** First day of the period in which the pattern was seen, as a date in London; an estimate is acceptable if the summary says so. */
  readonly period_from: string
  /** Last day of the period in which the pattern was seen, as a date in London; not before the first day. */
  readonly period_to: string
  /** All the tactics that make up the pattern, each one something the perpetrator does, as in Safe & Together practice (tactic). */
  readonly tactics: readonly Tactic[]
  /** What the perpetrator does over time, to whom and with what effect, in plain terms. No address, no source and no quoted words of the person harmed. */
  readonly pattern_summary: string
  /** How often the perpetrator does these things and whether it is growing, for example most weekends or daily since March. */
  readonly frequency_note?: string | null
  /** True if the perpetrator continues any of it after the couple have separated; false if not; empty if they are together or it is not known. */
  readonly post_separation?: boolean | null
  /** Courts, services, benefits, immigration or other systems that the perpetrator turns against the person harmed, and how. No addresses or sources. */
  readonly systems_used?: string | null
  /** The perpetrator's own drinking, drug use, health or other circumstances, as context and never the cause. Nothing about the person harmed. */
  readonly intersecting_factors?: string | null
  /** The named tool used to draw out the pattern, such as the Safe & Together pattern map; leave empty if none was used (risk_tool). */
  readonly tool?: RiskTool | null
  /** What sort of source most of the account comes from, never who; kinds follow the SafeLives Marac research form (source_kind). */
  readonly reported_by_kind: SourceKind
  /** What the person harmed said about the pattern, quoted as it was said. Keep those words out of the summary. */
  readonly harmed_words?: string | null
  /** Intelligence about the perpetrator, such as NDelius entries on ViSOR information. Do not name or hint at the source. */
  readonly intel_note?: string | null
}

/** A user, team or unit is barred from a case: details of `case.access-blocked`. */
export interface CaseAccessBlockedDetails {
  /** The id of the case, as the event that opened it gave it. */
  readonly case_id: string
  /** Whom the block names: a user, a team, a unit or a whole agency. */
  readonly blocked_kind: string
  /** Who is barred: agency id and staff id, <agency>:<staff id>, or the agency id for everybody there. */
  readonly blocked_ref: string
  /** Why: the user is a party, related to one, of the same team, declared an interest, or is suspected of misuse (block_reason). */
  readonly reason: BlockReason
  /** From when the block holds, a date and time with offset. */
  readonly from_on: string
  /** Last day of the block, a date in London; without one it holds until it is withdrawn. */
  readonly until?: string | null
  /** Who asked for the block, as a post; never shown to whom it bars. */
  readonly requested_by: string
  /** What the barred user is told: always that there is no such case. */
  readonly shown_to_user_as: string
}

/** Case closed, flags and retention set: details of `case.closed`. */
export interface CaseClosedDetails {
  /** The id of the case, as the event that opened it gave it. */
  readonly case_id: string
  /** Why the case is closed (case_close_reason). */
  readonly reason: CaseCloseReason
  /** Date in London on which it was closed. */
  readonly closed_on: string
  /** Last day, in London, on which a flag stays on the records of the agencies. */
  readonly flag_until?: string | null
  /** How long the case is kept from now on (retention_class). */
  readonly retention_class: RetentionClass
  /** How many expectations of him or of agencies are still open, a whole number. */
  readonly open_expectations: number
  /** True if the person harmed was told that the case is closed; empty if it is not known. */
  readonly harmed_told?: boolean | null
}

/** A case exists for a subject and harmed people: details of `case.opened`. */
export interface CaseOpenedDetails {
  /** The opening agency's id of the case; others quote it in case_refs. */
  readonly case_id: string
  /** What kind of case it is: MARAC, MATAC, Drive, a single agency's watch, DVDS or OOCR (case_kind). */
  readonly case_kind: CaseKind
  /** Name of the area whose agency leads the case; not where anybody lives. */
  readonly lead_area: string
  /** The pairs of the case: the perpetrator with each person harmed, by their keys in this event. */
  readonly pairs: readonly { readonly subject: string; readonly harmed: string; readonly relationship: Relationship }[]
  /** Date in London on which the case was opened. */
  readonly opened_on: string
}

/** Link, unlink, merge, split of people or cases: details of `case.relinked`. */
export interface CaseRelinkedDetails {
  /** What was decided. Of cases and links, based_on names the agency's own events that it is about: one of each case, or those that move (relink_op). */
  readonly op: RelinkOp
  /** Keys of people of this event: those who are not, or no longer, told apart. For cases and links, the subject's key. */
  readonly from_refs: readonly string[]
  /** Keys of people of this event: those whom the records are of from now on. For cases and links, the subject's key. */
  readonly to_refs: readonly string[]
  /** On what the decision rests, in words: identifiers, dates of birth, history. Kept sealed. */
  readonly reason: string
  /** How sure those who decided are, in words such as certain or probable; never a score. */
  readonly confidence: string
  /** The second person who checked the decision, as a post. Nobody relinks alone. */
  readonly second_checker: string
}

/** Decision to share against or without wishes: details of `consent.override-recorded`. */
export interface ConsentOverrideRecordedDetails {
  /** The deciding agency's id of the override; later events quote it. */
  readonly override_id: string
  /** The purposes that it opens, and no others (purpose). */
  readonly purposes: readonly Purpose[]
  /** The classes of data that it opens, and no others; her words are never among them (sensitivity_class). */
  readonly classes: readonly ClassCode[]
  /** Legal and practical grounds, as MARAC guidance on sharing without consent asks (override_reason). */
  readonly reasons: readonly OverrideReason[]
  /** Why the aim cannot be reached without sharing this, in words. */
  readonly necessity: string
  /** Why the gain in safety outweighs going against her wishes, in words. */
  readonly proportionality: string
  /** The level of risk on which the decision rests (risk_level). */
  readonly risk_level: RiskLevel
  /** Who decided, as a post with the agency. */
  readonly decided_by: string
  /** The second person who approved it, as a post; another than who decided. */
  readonly approver: string
  /** Last day, in London, on which the override holds; then the classes close again by themselves. */
  readonly expires_on: string
  /** True if she was told of the decision. */
  readonly person_told: boolean
  /** Why she was not told, for example that it is not safe; asked for where she was not. */
  readonly not_told_reason?: string | null
}

/** A person's wishes about sharing, by purpose: details of `consent.recorded`. */
export interface ConsentRecordedDetails {
  /** Whose wishes they are; those of a harmed adult bind what is shown (requester_kind). */
  readonly person_role: RequesterKind
  /** What she said, or why she was not asked; not asked because unsafe counts as refused (consent_status). */
  readonly status: ConsentStatus
  /** The purposes that she was asked about; a refusal holds for every purpose (purpose). */
  readonly purposes: readonly Purpose[]
  /** Classes that she leaves out of an agreement; they are withheld from everyone but her own workers (sensitivity_class). */
  readonly classes_excluded?: readonly ClassCode[] | null
  /** How sharing was explained to her, and by what kind of worker. */
  readonly explained_how: string
  /** True if the worker considered whether he forced or watched her answer. */
  readonly coercion_considered: boolean
  /** Language or British Sign Language in which it was explained; never an interpreter's name. */
  readonly interpreter_or_bsl?: string | null
  /** Last day, in London, on which an agreement holds; a refusal does not run out. */
  readonly valid_until?: string | null
  /** Limits that she set, in her words. */
  readonly limits_words?: string | null
}

/** Right to Ask or Right to Know opened: details of `dvds.application-received`. */
export interface DvdsApplicationReceivedDetails {
  /** The force's id of the application; decision and disclosure quote it. */
  readonly dvds_id: string
  /** Right to Ask by somebody, or Right to Know from what agencies know (dvds_route). */
  readonly route: DvdsRoute
  /** Date in London on which it was received. */
  readonly received_on: string
  /** Which step of the scheme it has reached, as in its statutory guidance of April 2023 (dvds_stage). */
  readonly stage: DvdsStage
  /** What kind of person or body applies (requester_kind2). */
  readonly applicant_kind: RequesterKind2
  /** Who applies, where it is a person; never shown to roles that face him. */
  readonly applicant_identity?: string | null
  /** When and where the applicant can safely be contacted; police ask this first. Held as her whereabouts. */
  readonly safe_contact?: string | null
  /** True if there is a risk that cannot wait for the scheme. */
  readonly immediate_risk: boolean
  /** Date in London by which a decision is due under the guidance. */
  readonly due_by: string
}

/** Multi-agency decision: whether, what, to whom, by whom: details of `dvds.decision-made`. */
export interface DvdsDecisionMadeDetails {
  /** The id of the application, as the force gave it. */
  readonly dvds_id: string
  /** What was decided (dvds_decision). */
  readonly decision: DvdsDecision
  /** Date in London of the decision. */
  readonly decided_on: string
  /** Types of agency that were consulted (agency_type). */
  readonly agencies_consulted: readonly AgencyType[]
  /** What of his history is to be disclosed, in outline; nothing by which an earlier victim can be known. */
  readonly content_scope?: string | null
  /** Who is to be told: the person at risk, or who is best placed to protect her (dvds_recipient). */
  readonly recipient_kind: DvdsRecipient
  /** True if his views were sought, one of the questions of the decision body. */
  readonly subject_views_sought: boolean
  /** True if he is to be told; never assumed. */
  readonly subject_to_be_told: boolean
  /** Safety actions decided with it. */
  readonly safeguarding_actions?: string | null
  /** Why disclosing, or not, is necessary and proportionate to protect the person at risk. */
  readonly necessity_note: string
}

/** Disclosure given in person, with safety planning: details of `dvds.disclosure-made`. */
export interface DvdsDisclosureMadeDetails {
  /** The id of the application, as the force gave it. */
  readonly dvds_id: string
  /** Date in London on which it was given. */
  readonly disclosed_on: string
  /** Who was told (dvds_recipient). */
  readonly recipient_kind: DvdsRecipient
  /** True if it was given face to face. */
  readonly in_person: boolean
  /** True if the recipient signed to keep it confidential. */
  readonly undertaking_signed: boolean
  /** True if a support worker was with the recipient. */
  readonly support_present: boolean
  /** True if a safety plan was made together with the recipient. */
  readonly safety_plan_made: boolean
  /** What the recipient said, in her words, if she wants it recorded. */
  readonly recipient_reaction?: string | null
  /** Date in London of the next contact with the recipient. */
  readonly follow_up_due?: string | null
}

/** An agency saw, spoke to or failed to reach the subject: details of `engagement.contact-recorded`. */
export interface EngagementContactRecordedDetails {
  /** How he was contacted, or that no contact was made (contact_mode). */
  readonly mode: ContactMode
  /** How he answered, from engaged to hostile; superficial compliance is named (engagement). */
  readonly engagement: Engagement
  /** What the contact was for, in terms of his conduct and what he is asked to do. */
  readonly purpose_note?: string | null
  /** What he said, as he said it; his account is not a fact. */
  readonly stated_by_subject?: string | null
  /** What he said that he does or did to others (tactic). */
  readonly disclosed_tactics?: readonly Tactic[] | null
  /** Where he lives or stays, as an address or area. His whereabouts, never hers. */
  readonly whereabouts?: string | null
  /** True if there are signs of a new relationship; a name belongs nowhere in this event. */
  readonly new_relationship_indicated?: boolean | null
  /** His needs that came up: a context, never a cause (need). */
  readonly needs?: readonly Need[] | null
  /** True if staff should not see him alone. */
  readonly staff_safety_concern?: boolean | null
}

/** One agency asked another, and whether it was answered: details of `engagement.enquiry-exchanged`. */
export interface EngagementEnquiryExchangedDetails {
  /** What kind of enquiry it was; NDelius codes map to it (enquiry_kind). */
  readonly kind: EnquiryKind
  /** Agency id of the agency that was asked. */
  readonly asked_agency: string
  /** Date in London on which it was asked. */
  readonly asked_on: string
  /** Date in London on which the answer came; empty while there is none. */
  readonly answered_on?: string | null
  /** What kind of answer it was, as for MARAC research (research_held). */
  readonly answer_kind?: ResearchHeld | null
  /** Whole days between question and answer. */
  readonly lag_days?: number | null
}

/** What the subject did about it: details of `engagement.expectation-answered`. */
export interface EngagementExpectationAnsweredDetails {
  /** The id of the expectation, as the event that set it gave it. */
  readonly expectation_id: string
  /** Whether he met it, breached it, challenged it, or nobody has looked (expectation_answer). */
  readonly answer: ExpectationAnswer
  /** What shows it: what was seen or received. No address, no source. */
  readonly evidence?: string | null
  /** Date in London on which the agency looked. */
  readonly checked_on?: string | null
  /** What the agency did about it, such as a warning or a return to court. */
  readonly agency_response?: string | null
}

/** What an agency or court required or asked of the subject: details of `engagement.expectation-set`. */
export interface EngagementExpectationSetDetails {
  /** The setting agency's id of the expectation; answers quote it. */
  readonly expectation_id: string
  /** What he is to do or leave off (expectation_kind). */
  readonly kind: ExpectationKind
  /** What it rests on, from a voluntary agreement to a court's order (expectation_source). */
  readonly source: ExpectationSource
  /** The expectation in words that he could be told: what he must do. No address that he does not know. */
  readonly wording: string
  /** Date in London by which he must have done it. */
  readonly due?: string | null
  /** Agency id of the agency that looks whether he has. */
  readonly check_by: string
  /** What follows if he does not. */
  readonly consequence?: string | null
}

/** A practitioner asked the subject about own behaviour (DARE style): details of `engagement.routine-enquiry-made`. */
export interface EngagementRoutineEnquiryMadeDetails {
  /** In what kind of service he was asked (enquiry_setting). */
  readonly setting: EnquirySetting
  /** What came of asking; presenting as a victim calls for an assessment first (enquiry_result). */
  readonly result: EnquiryResult
  /** What he said that he does or did to others (tactic). */
  readonly disclosed_tactics?: readonly Tactic[] | null
  /** How he put it, in his words. */
  readonly own_words?: string | null
  /** True if the practitioner had been trained to ask, as in DARE. */
  readonly practitioner_trained: boolean
  /** What was done next, such as a referral; that no step was safe is one of them (onward_step). */
  readonly onward?: readonly OnwardStep[] | null
  /** True if a note in the family's file cannot be read by somebody whom it would endanger. */
  readonly safe_to_record_with_family_file: boolean
  /** Date in London by which the next step is taken. */
  readonly next_step_due?: string | null
}

/** Operation Encompass notice to a school or college: details of `family.encompass-notified`. */
export interface FamilyEncompassNotifiedDetails {
  /** When the safeguarding lead was told, a date and time with offset. */
  readonly notified_on: string
  /** The id of the incident's event, published by the same force. */
  readonly incident_event: string
  /** What kind of setting was told, such as a primary school or a college; never its name. */
  readonly setting_kind: string
  /** Key of the child among the harmed people of this event. */
  readonly child_ref: string
  /** Where the child was and what it saw or heard, as the notice's content asks (child_presence). */
  readonly child_presence: ChildPresence
  /** What the child said, in its own words, if it is right to share them. */
  readonly child_voice?: string | null
  /** True if the notice was given before the next school day began, as the guidance of November 2025 asks. */
  readonly before_next_school_day: boolean
  /** True if the child is educated at home and another route was used; empty otherwise. */
  readonly home_educated_route?: boolean | null
}

/** FDAC review of the plan with the parent who uses abuse: details of `family.fdac-review-held`. */
export interface FamilyFdacReviewHeldDetails {
  /** Date in London of the review. */
  readonly review_on: string
  /** How his trial for change is going (fdac_progress). */
  readonly progress: FdacProgress
  /** What testing of him showed, in short. */
  readonly testing_summary?: string | null
  /** True if his abuse was spoken about at the review, not his substance use alone. */
  readonly abuse_addressed: boolean
  /** What changed in the plan, in terms of what he must do. */
  readonly plan_change?: string | null
  /** True if the court has permitted sharing this. */
  readonly permission_to_share: boolean
}

/** Private, public or injunction proceedings: details of `family.proceedings-updated`. */
export interface FamilyProceedingsUpdatedDetails {
  /** What kind of proceedings they are (proceedings_kind). */
  readonly kind: ProceedingsKind
  /** Which stage they have reached, from issue to final order (proceedings_stage). */
  readonly stage: ProceedingsStage
  /** Date in London on which they reached it. */
  readonly stage_on: string
  /** What the court found that he did, as it found it. */
  readonly findings_about_subject?: string | null
  /** Orders that were made (order_type). */
  readonly orders?: readonly OrderType[] | null
  /** What was ordered about his contact with the children, such as none, supervised or by letter. */
  readonly contact_arrangement?: string | null
  /** The compelling reason recorded for departing from Cafcass's starting points, where somebody did. */
  readonly starting_point_departure_reason?: string | null
  /** True if the court has permitted sharing this. */
  readonly permission_to_share: boolean
}

/** Social care decision and what it requires of the subject: details of `family.social-care-decided`. */
export interface FamilySocialCareDecidedDetails {
  /** What was decided, from no further action to proceedings (csc_decision). */
  readonly decision: CscDecision
  /** Date in London of the decision. */
  readonly decided_on: string
  /** What he did that the decision rests on, with him as the one acting; never that she failed to protect. */
  readonly reason_in_terms_of_subject: string
  /** Ids of the expectations of him that go with the decision. */
  readonly expectations?: readonly string[] | null
  /** True if the social worker planned together with the parent who protects the child. */
  readonly partnered_with_protective_parent: boolean
  /** True if the social worker spoke with him. */
  readonly subject_seen: boolean
  /** Date in London on which the decision is looked at again. */
  readonly review_on?: string | null
}

/** Health service concern about the subject: details of `health.concern-recorded`. */
export interface HealthConcernRecordedDetails {
  /** What worried the clinician about the perpetrator as patient or visitor, drawing on IRIS and the RCGP safeguarding toolkit (health_concern). */
  readonly concern: HealthConcern
  /** What staff saw or the perpetrator said, and when. Nothing from the record of the person harmed, and none of that person's words. */
  readonly detail?: string | null
  /** Abusive acts that the perpetrator told health staff about. Not what the person harmed disclosed (tactic). */
  readonly disclosed_tactics?: readonly Tactic[] | null
  /** True if the perpetrator may be a danger to staff; false if this was considered and is not so; empty if not considered. */
  readonly staff_safety?: boolean | null
  /** What the health service will do next about the perpetrator, for example a review or referral. Nothing about the care of the person harmed. */
  readonly follow_up?: string | null
  /** The ground that justifies sharing this health concern, as in Marac guidance on sharing without consent (override_reason). */
  readonly shared_because: OverrideReason
  /** True once it is confirmed that nothing here sits in, or comes from, the health record of the person harmed; needed to publish. */
  readonly harmed_record_separated: boolean
}

/** Housing action aimed at the subject: details of `housing.action-taken`. */
export interface HousingActionTakenDetails {
  /** What was done about his tenancy or conduct, from a warning to rehousing him away (housing_action). */
  readonly action: HousingAction
  /** Date in London on which it was done. */
  readonly taken_on: string
  /** The id of the event that has her views on it. */
  readonly views_event?: string | null
  /** Why it was done without her views, for example a wider risk to others. */
  readonly exception_reason?: string | null
  /** The area or address to which he went, if he was moved. His whereabouts, not hers. */
  readonly subject_new_area?: string | null
  /** What came of it: how he answered, what he did next. No address, no source. */
  readonly result?: string | null
}

/** Arrest or voluntary interview of the subject: details of `justice.arrest-recorded`. */
export interface JusticeArrestRecordedDetails {
  /** Broad group of the suspected offence, as in the Ministry of Justice tagging code list with domestic abuse groups added (offence_group). */
  readonly offence_group: OffenceGroup
  /** Whether the perpetrator was arrested or attended voluntarily; choose the code that fits what was done this time (police_response). */
  readonly mode: PoliceResponse
  /** The police custody record number for this detention, quoted as the force gave it. Leave it empty for a voluntary interview. */
  readonly custody_ref?: string | null
  /** Event id, on this bus, of the incident that led to the arrest or interview. Not the crime number. */
  readonly linked_incident?: string | null
  /** True if the person harmed had been told of the arrest or interview when this was sent; false if not yet. */
  readonly harmed_told?: boolean | null
}

/** Charge, no further action or other: details of `justice.charging-decision-made`. */
export interface JusticeChargingDecisionMadeDetails {
  /** What was decided for this offence; the no further action codes give the ground, in terms drawn from ONS criminal justice statistics (charging_decision). */
  readonly decision: ChargingDecision
  /** Broad group of the offence decided on, as in the Ministry of Justice tagging code list with domestic abuse groups added (offence_group). */
  readonly offence_group: OffenceGroup
  /** True if prosecutors or police considered a case that does not rest on the victim's evidence; false if they did not. */
  readonly evidence_led_considered: boolean
  /** Date in London on which the person harmed was told of the decision. Leave it empty until they have been told. */
  readonly harmed_told_on?: string | null
  /** Why the decision was made, in terms of evidence or public interest. Never put down to the person harmed, and no quoted words or address. */
  readonly reason?: string | null
}

/** Criminal court result: details of `justice.court-outcome-recorded`. */
export interface JusticeCourtOutcomeRecordedDetails {
  /** What the court decided at this hearing; send a separate event for the sentence if it comes later than the verdict (court_outcome). */
  readonly outcome: CourtOutcome
  /** Broad group of the offence the result is for, as in the Ministry of Justice tagging code list with domestic abuse groups added (offence_group). */
  readonly offence_group: OffenceGroup
  /** The sentence in a line, with its length and the offence, for example 16 months for intentional strangulation. No victim details. */
  readonly sentence_summary?: string | null
  /** What the court ordered the perpetrator to do or not do, in terms used for protection orders and licences; nothing asked of the person harmed (order_requirement). */
  readonly requirements?: readonly OrderRequirement[] | null
  /** Date in London on which the person harmed was told of the result. Leave it empty until they have been told. */
  readonly harmed_told_on?: string | null
}

/** Remand, release, recall: details of `justice.custody-status-changed`. */
export interface JusticeCustodyStatusChangedDetails {
  /** The perpetrator's custody position after the change, as in HMPPS domain events (custody_status). */
  readonly status: CustodyStatus
  /** Date in London on which the new position begins, for example the day of release; not the day it was typed in. */
  readonly effective_on: string
  /** Address or area that the perpetrator is released to. The perpetrator's location only, never where the person harmed lives. */
  readonly release_area?: string | null
  /** Conditions that bind the perpetrator on release, as in the Create and Vary a Licence policy (order_requirement). */
  readonly licence_conditions?: readonly OrderRequirement[] | null
  /** Date in London on which the person harmed was told of the change. Leave it empty until they have been told. */
  readonly harmed_told_on?: string | null
  /** Days between notice of the change being given and the change taking effect, as a whole number; 0 if there was none. */
  readonly notice_days?: number | null
}

/** MAPPA category and level: details of `mappa.level-set`. */
export interface MappaLevelSetDetails {
  /** His MAPPA category, from 1 to 4, or potentially dangerous person (mappa_category). */
  readonly category: MappaCategory
  /** The level at which he is managed (mappa_level). */
  readonly level: MappaLevel
  /** Date in London on which they were set. */
  readonly set_on: string
  /** Date in London on which they are looked at again. */
  readonly review_on?: string | null
  /** Agency id of the agency that leads. */
  readonly lead_agency: string
}

/** SMART action with owner: details of `marac.action-agreed`. */
export interface MaracActionAgreedDetails {
  /** The coordinator's id of the action; updates and plan entries of any agency quote it. */
  readonly action_id: string
  /** The id of the MARAC that agreed it, as the referral or listing gave it. */
  readonly marac_id: string
  /** Agency id of the one agency that carries it out; a person is not named. */
  readonly owner: string
  /** What is done, from the actions that meetings agree, such as enforcing a breach or safety measures at home (action_type). */
  readonly action_type: ActionType
  /** Whom the action changes something for: the perpetrator's room to act, an agency's conduct, safety, or what is known (action_owner_focus). */
  readonly focus: ActionOwnerFocus
  /** The action in the meeting's words: who does what. Nothing that he could learn from it if it leaked; no address. */
  readonly wording: string
  /** Date in London by which it is done. An action without one is warned of. */
  readonly due: string
  /** True if he must not learn of the action, for example an arrest or a covert visit; agencies then never mention it to him. */
  readonly perpetrator_must_not_know: boolean
}

/** Progress, completion, overdue, not possible: details of `marac.action-updated`. */
export interface MaracActionUpdatedDetails {
  /** The id of the action, as the event that agreed it gave it. */
  readonly action_id: string
  /** How far the action has got, or that it cannot be done (action_status). */
  readonly status: ActionStatus
  /** Date in London on which this was the state of the action. */
  readonly updated_on: string
  /** What was done and what came of it, about the perpetrator and the agencies. No address, no source, none of her words. */
  readonly result?: string | null
  /** Why the action is late, changed or not possible; asked for where the status says so. */
  readonly reason?: string | null
  /** The post or group that it was taken to, such as the MARAC chair. A post, not a name. */
  readonly escalated_to?: string | null
}

/** Case discussed: risks, balance, outcome: details of `marac.case-heard`. */
export interface MaracCaseHeardDetails {
  /** The id of the MARAC, as the referral gave it. */
  readonly marac_id: string
  /** When the case was discussed, a date and time with offset. */
  readonly heard_on: string
  /** Types of agency that were there for the case, core agencies and others (agency_type). */
  readonly attendees: readonly AgencyType[]
  /** Types of agency that were asked and did not come (agency_type). */
  readonly apologies?: readonly AgencyType[] | null
  /** How many people said that they know a party, a whole number; 0 where the question was asked and nobody did. */
  readonly conflicts_declared: number
  /** The risks that the meeting agreed, to whom and from what he does. No address, no source, none of her words. */
  readonly risks_agreed: string
  /** The level of risk that the meeting settled on (risk_level). */
  readonly level: RiskLevel
  /** True if the meeting looked at what he did across victims and years, not at the last incident alone. */
  readonly pattern_reviewed: boolean
  /** True if the IDVA or another worker of hers told the meeting what she wants. */
  readonly harmed_views_presented: boolean
  /** How many agreed actions are aimed at the perpetrator, a whole number. None at all is warned of. */
  readonly perpetrator_actions_count: number
  /** The minutes of this case, if they are shared on the bus. They should stand in one place only. */
  readonly minutes_text?: string | null
  /** True if the minutes name him as the one who acts and blame nobody harmed. */
  readonly language_check_passed: boolean
  /** Date in London on which the MARAC flag ends, by default twelve months after the last referral, as SafeLives defines a repeat. */
  readonly flag_until: string
}

/** Case on a meeting list, research opens: details of `marac.case-listed`. */
export interface MaracCaseListedDetails {
  /** The id of the MARAC, as the referral gave it. */
  readonly marac_id: string
  /** When the meeting is, a date and time with offset. */
  readonly meeting_on: string
  /** Whether the case is listed, for an emergency meeting, deferred, not accepted or withdrawn (marac_list_status). */
  readonly list_status: MaracListStatus
  /** Its place on the agenda, a whole number from 1. */
  readonly order_no?: number | null
  /** Whole minutes that the agenda gives the case, usually ten to fifteen. */
  readonly minutes_allotted: number
  /** Until when agencies return their research, a date and time with offset. */
  readonly research_due: string
  /** Types of agency that are asked; those that share an area with the coordinator may read the case until 28 days after the meeting and its actions (agency_type). */
  readonly agencies_asked: readonly AgencyType[]
  /** True if it is a repeat: another incident by him against her within twelve months of the last referral (SafeLives). */
  readonly repeat: boolean
  /** True if the IDVA has reached her before the meeting; empty if it is not known. */
  readonly idva_contacted?: boolean | null
}

/** Marac-to-Marac transfer: details of `marac.case-transferred`. */
export interface MaracCaseTransferredDetails {
  /** The id of the MARAC at the sender, as the referral gave it. */
  readonly marac_id: string
  /** Which step of the SafeLives transfer process this is, from sending to being listed (transfer_step). */
  readonly step: TransferStep
  /** Name of the MARAC that sends the case. */
  readonly from_marac: string
  /** Name of the MARAC that takes it: her whereabouts, protected as such. */
  readonly to_marac: string
  /** Agency id of the coordinator whose MARAC takes the case: its listing then needs no area in common. Her whereabouts, as above. */
  readonly marac_agency?: string | null
  /** Which papers went with it, such as minutes and action plan. Names of papers, not their content. */
  readonly documents?: string | null
  /** True if her IDVA has handed over to one in the new area. */
  readonly idva_handover: boolean
  /** True if it is known in which area he is now; empty if nobody asked. */
  readonly subject_area_known?: boolean | null
}

/** Referral to MARAC: details of `marac.referral-made`. */
export interface MaracReferralMadeDetails {
  /** The referrer's id of this MARAC; listing, research, actions and minutes quote it. */
  readonly marac_id: string
  /** Agency id of the coordinator whose MARAC it goes to: its listing then needs no area in common. Her whereabouts, protected as such. */
  readonly marac_agency?: string | null
  /** Which referral criteria are met (SafeLives): ticks, professional judgement, escalation, repeat, transfer or a local one (marac_reason). */
  readonly reasons: readonly MaracReason[]
  /** The professional's grounds where the referral rests on judgement: what he did and why it is feared to get worse. */
  readonly judgement_text?: string | null
  /** How many boxes of the DASH checklist are ticked, 0 to 24. */
  readonly dash_ticks?: number | null
  /** Date in London of the last MARAC referral of the same pair; empty if there is none. */
  readonly last_referral_on?: string | null
  /** True if she knows of the referral, as the SafeLives form asks. */
  readonly harmed_aware: boolean
  /** Why she was not told, for example because it was not safe to reach her. */
  readonly harmed_aware_reason_not?: string | null
  /** What the referrer knows of her agreement to sharing; her own consent.recorded counts before it (consent_status). */
  readonly consent_status: ConsentStatus
  /** Whom she is afraid of beside the perpetrator, as the SafeLives form asks: others who act with him. */
  readonly afraid_of?: string | null
  /** People through whom she can safely be reached, as the SafeLives form asks. */
  readonly safe_to_talk_to?: string | null
  /** People who must not be spoken to, because they tell him or act with him (SafeLives form). */
  readonly not_safe_to_talk_to?: string | null
  /** How and when she can safely be contacted. Held as her whereabouts; never shown to roles that face him. */
  readonly safe_contact?: string | null
  /** How many children live with either of them, a whole number. */
  readonly children_count: number
  /** What she says would make her safer, in her words. */
  readonly what_would_help?: string | null
  /** Other MARACs to which she was referred before, as the SafeLives form asks. */
  readonly referred_before_elsewhere?: string | null
  /** What he does: the pattern and the latest acts, with him as the one acting. No address, no source, none of her words. */
  readonly perpetrator_summary: string
}

/** One agency's research return: details of `marac.research-returned`. */
export interface MaracResearchReturnedDetails {
  /** The id of the MARAC, as the listing gave it. */
  readonly marac_id: string
  /** Whether the agency knows them, and whether it shares, shares nothing or holds something back (research_held). */
  readonly held: ResearchHeld
  /** True if the agency knows the perpetrator. */
  readonly known_subject: boolean
  /** True if the agency knows the person harmed. */
  readonly known_harmed: boolean
  /** What the agency recorded about what he did, with dates. Facts only; no address, no source, none of her words. */
  readonly facts?: string | null
  /** The professional's view of the risk, kept apart from the facts. */
  readonly opinion?: string | null
  /** Date in London on which the agency last saw him. */
  readonly last_seen_subject?: string | null
  /** How he spoke of his conduct and of the agency when it last dealt with him. */
  readonly subject_attitude?: string | null
  /** What the agency knows of the children that bears on their safety. */
  readonly child_information?: string | null
  /** Health of the person harmed as far as it bears on risk; relevant and proportionate only. */
  readonly health_information?: string | null
  /** Why something is held back, as the SafeLives form asks, without saying what it is. */
  readonly withheld_reason?: string | null
  /** Actions that the agency offers or asks for (action_type). */
  readonly proposed_actions?: readonly ActionType[] | null
  /** When the return was made, a date and time with offset. */
  readonly returned_on: string
}

/** Selected, tactics agreed, reviewed, removed: details of `matac.subject-reviewed`. */
export interface MatacSubjectReviewedDetails {
  /** The coordinator's id of his place on the MATAC. */
  readonly matac_id: string
  /** What the meeting decided about him (matac_outcome). */
  readonly outcome: MatacOutcome
  /** Date in London of the meeting. */
  readonly meeting_on: string
  /** Strands in which something is done about him (plan_strand). */
  readonly strands: readonly PlanStrand[]
  /** What agencies will do, in words. He must not be able to learn of it. */
  readonly planned_tactics?: string | null
  /** His total of recency, frequency and gravity when he was looked at, in points; it never stands alone. */
  readonly rfg_total?: number | null
  /** What type of agency proposed him (agency_type). */
  readonly referral_source: AgencyType
  /** Date in London on which he is looked at again. */
  readonly next_review?: string | null
  /** How many people harmed by him are known to the meeting, a whole number; no names. */
  readonly linked_victims_count?: number | null
  /** True if somebody is named who looks after the safety of those he harms. */
  readonly safety_lead_named: boolean
  /** Intelligence on which the decision rests; nothing from which a source could be known. */
  readonly intel_basis?: string | null
}

/** Zone, curfew, tamper or alcohol alert: details of `monitoring.alert-raised`. */
export interface MonitoringAlertRaisedDetails {
  /** The provider's id of the monitoring, as its status event gave it. */
  readonly em_id: string
  /** What the alert is about; cleared as technical is one of them (em_alert). */
  readonly alert: EmAlert
  /** When it was raised, a date and time with offset. */
  readonly alert_at: string
  /** True if he was near a zone that protects her; empty if it cannot be told. */
  readonly near_zone_of_harmed?: boolean | null
  /** Where he was around that time, as GeoJSON. His whereabouts. */
  readonly trail?: string | null
  /** What was done about it (breach_response). */
  readonly response: BreachResponse
  /** True if she was told; empty if it is not known. */
  readonly harmed_told?: boolean | null
  /** What the alert means together with others: times, places in general terms, growing frequency. */
  readonly pattern_note?: string | null
}

/** Polygraph session held on licence: details of `monitoring.polygraph-completed`. */
export interface MonitoringPolygraphCompletedDetails {
  /** Date in London of the session. */
  readonly session_on: string
  /** How the session ended (polygraph_outcome). */
  readonly outcome: PolygraphOutcome
  /** What he disclosed before or during it; it counts together with other evidence only. */
  readonly disclosure_summary?: string | null
  /** What is done because of it. He must not be able to learn of it. */
  readonly follow_up?: string | null
  /** Ids of events of other agencies that bear out what he disclosed. */
  readonly corroborated_by?: readonly string[] | null
  /** True, always: whoever reads it is told that the method is disputed. */
  readonly reliability_caveat: boolean
}

/** Tag ordered, fitted, varied, ended: details of `monitoring.status-changed`. */
export interface MonitoringStatusChangedDetails {
  /** The provider's id of the monitoring; alerts quote it. */
  readonly em_id: string
  /** Under what it was imposed, as in the EM order code lists (em_regime). */
  readonly regime: EmRegime
  /** What is monitored (em_type). */
  readonly em_types: readonly EmType[]
  /** What became of it (em_status). */
  readonly status: EmStatus
  /** The shape of an exclusion zone, as GeoJSON. It can give her address away and is held as her whereabouts. */
  readonly zone?: string | null
  /** Last day, in London, of the monitoring. */
  readonly ends_on?: string | null
  /** Whether behaviour-change work with him goes with the tag (wraparound). */
  readonly wraparound_programme: Wraparound
  /** Whether support for her goes with the tag (wraparound). */
  readonly wraparound_support: Wraparound
}

/** Complied, breached, referred back: details of `oocr.compliance-recorded`. */
export interface OocrComplianceRecordedDetails {
  /** The id of the resolution, as the force gave it. */
  readonly oocr_id: string
  /** Whether he met its conditions (expectation_answer). */
  readonly compliance: ExpectationAnswer
  /** Date in London on which he had met them all. */
  readonly completed_on?: string | null
  /** What was done about a breach (breach_response). */
  readonly breach_action?: BreachResponse | null
  /** True if prosecution for the original offence was considered after a breach. */
  readonly prosecution_considered?: boolean | null
}

/** Eligibility for an out-of-court resolution was assessed: details of `oocr.considered`. */
export interface OocrConsideredDetails {
  /** The force's id of the resolution; views, issue and compliance quote it. */
  readonly oocr_id: string
  /** What kind of resolution was considered (oocr_type). */
  readonly oocr_type: OocrType
  /** Broad group of the offence (offence_group). */
  readonly offence_group: OffenceGroup
  /** The level of risk when it was considered (risk_level). */
  readonly risk_level: RiskLevel
  /** True if he admitted the offence. */
  readonly admission: boolean
  /** True if it was checked whether he controls or coerces her: controlling or coercive behaviour. */
  readonly ccb_checked: boolean
  /** True if it was checked whether a MARAC flag is live for the pair. */
  readonly multi_agency_flag_checked: boolean
  /** That he is eligible, or why not (oocr_reason). */
  readonly result_reason: OocrReason
  /** Rank of the officer who decided; no name. */
  readonly decision_maker_rank?: string | null
}

/** Resolution offered and issued or refused: details of `oocr.issued`. */
export interface OocrIssuedDetails {
  /** The id of the resolution, as the force gave it. */
  readonly oocr_id: string
  /** What kind of resolution it is (oocr_type). */
  readonly oocr_type: OocrType
  /** True if it was issued, false if it was refused. */
  readonly issued: boolean
  /** Date in London on which it was issued or refused. */
  readonly issued_on: string
  /** What he must do under it, in words. No address that he does not know. */
  readonly conditions: string
  /** The intervention that a condition sends him to (intervention_type). */
  readonly intervention_type?: InterventionType | null
  /** Date in London by which he must have met the conditions. */
  readonly completion_due?: string | null
  /** True if the intervention follows the principles of Project CARA; empty if it is not known. */
  readonly follows_cara_principles?: boolean | null
  /** Which checks of quality were made, as the Hampton Trust lists them (cara_quality). */
  readonly police_quality_checks?: readonly CaraQuality[] | null
  /** Broad group of the offence (offence_group). */
  readonly offence_group?: OffenceGroup | null
  /** The id of the event that has her views on the resolution. */
  readonly views_event: string
}

/** Victim's views on the resolution: details of `oocr.victim-views-sought`. */
export interface OocrVictimViewsSoughtDetails {
  /** The id of the resolution, as the force gave it. */
  readonly oocr_id: string
  /** What she thinks of it, or why there is no view (views_outcome). */
  readonly views_outcome: ViewsOutcome
  /** Date in London on which she was asked. */
  readonly sought_on: string
  /** Who asked her, as a post; no name. */
  readonly sought_by: string
  /** What she said, in her words. The only field here for them. */
  readonly views_words?: string | null
  /** True if an IDVA or another advocate was with her; empty if it is not known. */
  readonly advocate_present?: boolean | null
  /** Whether her views were adopted (views_weight). */
  readonly weight_given?: ViewsWeight | null
  /** Why the decision departs from her views, as it is told to her. */
  readonly reason_if_not_adopted?: string | null
  /** True if she was offered support when she was asked. */
  readonly support_offered: boolean
}

/** Breach of an order and what was done: details of `order.breached`. */
export interface OrderBreachedDetails {
  /** The id of the order, as whoever sent `order.made` gave it. */
  readonly order_id: string
  /** What kind of order it is (order_type). */
  readonly order_type: OrderType
  /** Which requirement of the order he breached (order_requirement). */
  readonly requirement: OrderRequirement
  /** What he did that breached it (tactic). */
  readonly behaviour: readonly Tactic[]
  /** The breach in words, with him as the one acting. No address, no source, none of her words. */
  readonly description?: string | null
  /** What was done about the breach (breach_response). */
  readonly response: BreachResponse
  /** Date in London on which it was done. */
  readonly response_on?: string | null
  /** What kind of source told of the breach, never who (source_kind). */
  readonly reported_by_kind: SourceKind
}

/** Protective order or notice made: details of `order.made`. */
export interface OrderMadeDetails {
  /** The sender's id of the order; breaches and changes quote it. */
  readonly order_id: string
  /** What kind of order it is, from a protection notice to a restraining order (order_type). */
  readonly order_type: OrderType
  /** What the order requires of him (order_requirement). */
  readonly requirements: readonly OrderRequirement[]
  /** Date in London on which it was made. */
  readonly made_on: string
  /** Date in London on which it was served on him; empty until then. */
  readonly served_on?: string | null
  /** Last day, in London, on which it holds; a protection order (DAPO) may have none. */
  readonly expires_on?: string | null
  /** Who applied for it, or the court of its own motion (requester_kind2). */
  readonly applicant_kind: RequesterKind2
  /** The shape of an exclusion zone, as GeoJSON. It can give her address away and is held as her whereabouts. */
  readonly zone?: string | null
  /** Last day, in London, of electronic monitoring under it: at most twelve months under a DAPO unless extended. */
  readonly em_until?: string | null
  /** Keys of the harmed people of this event whom the order protects. */
  readonly protects: readonly string[]
  /** The id of the event that has her views on the order. */
  readonly harmed_views_event?: string | null
}

/** Applied, served, varied, extended, discharged, expired, notification made: details of `order.status-changed`. */
export interface OrderStatusChangedDetails {
  /** The id of the order, as whoever sent `order.made` gave it. */
  readonly order_id: string
  /** What kind of order it is (order_type). */
  readonly order_type: OrderType
  /** What became of the order (order_status). */
  readonly status: OrderStatus
  /** Date in London from which this is so. */
  readonly effective_on: string
  /** The address that he notified, where the order asks him to. His whereabouts, not hers. */
  readonly notified_address?: string | null
  /** True if he notified within the time that the order gives, usually three days; empty where none was due. */
  readonly notification_on_time?: boolean | null
  /** Why it was changed, in terms of what he did or of what the court said. */
  readonly reason?: string | null
}

/** A pseudonymised extract left the system: details of `outcome.extract-released`. */
export interface OutcomeExtractReleasedDetails {
  /** Id of the research or evaluation project, quoted exactly as the opener gave it and as all who take part quote it. */
  readonly project_id: string
  /** Role or name of the person who approved the release, for example SIRO. Staff details only, no one from the cases. */
  readonly approved_by: string
  /** Event types that the extract holds, by dotted name with spaces between, for example outcome.measured programme.* */
  readonly types: string
  /** Number of rows in the extract as released, as a whole number; not the number of people. */
  readonly rows: number
  /** Smallest count that a table made from the extract may show, as a whole number such as 10; anything lower is suppressed. */
  readonly min_cell: number
  /** Sensitivity classes of the fields that the extract holds, all of them, so that the data protection officer sees its reach (sensitivity_class). */
  readonly classes_included: readonly ClassCode[]
  /** Date in London by which the evaluator must have destroyed the extract and every copy of it. */
  readonly destroy_by: string
}

/** An outcome of an intervention or support, and whose measure it is: details of `outcome.measured`. */
export interface OutcomeMeasuredDetails {
  /** Id of the programme referral that this outcome belongs to, quoted as the opener gave it and as all who take part quote it. */
  readonly referral_id?: string | null
  /** Which part of the work is measured: prevention, support for adults, support for children, or behaviour change (pillar). */
  readonly pillar: Pillar
  /** What was measured, for example space for action or felt safety, as in the Mirabal and REPROVIDE studies (outcome_measure). */
  readonly measure: OutcomeMeasure
  /** Whose account or data the value rests on; the perpetrator's own report carries the least weight, as in Mirabal (outcome_source). */
  readonly source: OutcomeSource
  /** When in the intervention it was measured, counted from the start, for example 12 months. Not a calendar date. */
  readonly point: string
  /** How things now stand against the comparator, as the named source reports it, after Mirabal (change_seen). */
  readonly value_code: ChangeSeen
  /** Name of the questionnaire or scale used. Leave it empty if the outcome was taken from a conversation or from records. */
  readonly tool?: string | null
  /** What the value is set against, for example the same person at the start of the programme. No names and no quoted words. */
  readonly comparator?: string | null
}

/** A linked safety worker has been put in place or offered: details of `programme.partner-support-linked`. */
export interface ProgrammePartnerSupportLinkedDetails {
  /** The id of his programme referral, as its maker gave it. */
  readonly referral_id: string
  /** What kind of service supports her, such as an IDVA or a linked safety worker (support_kind). */
  readonly support_kind: SupportKind
  /** How far the offer of support has got. A service that was not there or not accessible is said so, never as her refusal (support_status). */
  readonly support_status: SupportStatus
  /** Date in London on which support was offered to her. */
  readonly offered_on?: string | null
  /** True if her worker is not the one who works with him. */
  readonly separate_worker_confirmed: boolean
}

/** A support, diversion or disruption step by a case manager: details of `programme.plan-action-recorded`. */
export interface ProgrammePlanActionRecordedDetails {
  /** The programme's id of the action; updates quote it. */
  readonly action_id: string
  /** Which strand of the plan it belongs to, from support to enforcement (plan_strand). */
  readonly strand: PlanStrand
  /** The step in words: who does what about his conduct. He must not be able to learn of it; no address. */
  readonly action: string
  /** Date in London for which it is planned. */
  readonly planned_for?: string | null
  /** Date in London on which it was done; empty while it is planned. */
  readonly done_on?: string | null
  /** What came of it: how he answered and what changed in his conduct. */
  readonly result?: string | null
  /** True if her IDVA was asked before a step that touches her. */
  readonly idva_consulted: boolean
  /** What the step may do to her safety, and what is done about it. */
  readonly risk_to_harmed_considered?: string | null
}

/** Referral to an intervention: details of `programme.referral-made`. */
export interface ProgrammeReferralMadeDetails {
  /** The referrer's id of the referral; the provider quotes it. */
  readonly referral_id: string
  /** The kind of intervention, from a helpline to an accredited programme (intervention_type). */
  readonly intervention_type: InterventionType
  /** How he comes to it: by himself, an agency, a panel, a caution, a sentence, a licence or a court (referral_route). */
  readonly route: ReferralRoute
  /** Agency id of the provider. */
  readonly provider: string
  /** The level of risk when he was referred (risk_level). */
  readonly risk_level_at_referral: RiskLevel
  /** Which of his conduct the referral is about. No address, no source, none of her words. */
  readonly reason?: string | null
  /** His needs that bear on taking part, such as alcohol or housing: a context, never a cause (need). */
  readonly needs?: readonly Need[] | null
  /** True if he agreed that the programme shares what it learns of him; empty if he was not asked. */
  readonly participant_agreed_to_sharing?: boolean | null
  /** What he needs to be able to take part, such as an interpreter or a ramp. */
  readonly access_needs?: string | null
}

/** Attendance, and participation where sharing is allowed: details of `programme.session-recorded`. */
export interface ProgrammeSessionRecordedDetails {
  /** The id of the referral to the programme. */
  readonly referral_id: string
  /** Which session it was, a whole number from 1. */
  readonly session_no: number
  /** Which part of it, where a session has several, such as workshop 1 or 2. */
  readonly session_part?: string | null
  /** Whether he came; late and refused entry counts as such. Not attending CARA is a breach (attendance). */
  readonly attendance: Attendance
  /** How he took part, where the programme shares it (participation). */
  readonly participation?: Participation | null
  /** True if the session gave a concern for somebody's safety; it lets decision-makers see more than attendance. */
  readonly concern_raised?: boolean | null
  /** What he said of his conduct that others need to know for safety, as the facilitator heard it. */
  readonly disclosure_note?: string | null
}

/** Suitable, waiting, started, completed, ended, no provision: details of `programme.status-changed`. */
export interface ProgrammeStatusChangedDetails {
  /** The id of the referral to the programme. */
  readonly referral_id: string
  /** The kind of intervention (intervention_type). */
  readonly intervention_type: InterventionType
  /** Where he stands with it now; unsuitable and no provision are told apart (programme_status). */
  readonly status: ProgrammeStatus
  /** Why the status changed, in terms of his conduct or of the service. */
  readonly reason?: string | null
  /** Whether the intervention is accredited, by whom, or not (accreditation). */
  readonly accreditation: Accreditation
  /** Whole days that he has waited for a place. */
  readonly waiting_days?: number | null
  /** True if ending, dropping out or refusal was passed on as a risk. */
  readonly risk_flag_raised?: boolean | null
  /** What happens next about his risk now that the status is this. */
  readonly next_step?: string | null
}

/** Someone disputes an event; both versions kept: details of `record.contested`. */
export interface RecordContestedDetails {
  /** The id of the event that is disputed, of any agency. */
  readonly target_event: string
  /** Who disputes it, as a kind of person (requester_kind). */
  readonly contested_by: RequesterKind
  /** Their account, in their words or the worker's. No address, no source. */
  readonly statement: string
  /** What the publishing agency answers to it. */
  readonly publisher_response?: string | null
  /** True if the event is marked as not to be acted on alone while it is disputed. */
  readonly restrict_use: boolean
}

/** Publisher replaces fields of an earlier event: details of `record.corrected`. */
export interface RecordCorrectedDetails {
  /** The id of the agency's own event that is replaced. */
  readonly target_event: string
  /** The id of the event that replaces it, sent before with `corrects`. */
  readonly replacement_event: string
  /** Which fields changed, by their names; never what they said. */
  readonly corrected_fields: string
  /** Why it was wrong, in words. No personal data. */
  readonly reason: string
}

/** Payload destroyed by key deletion, tombstone kept: details of `record.erased`. */
export interface RecordErasedDetails {
  /** The id of the event that is erased: the agency's own; of the bus operator, any. */
  readonly target_event: string
  /** Why it is erased, such as UK GDPR Art 17 or the Victims and Prisoners Act 2024 s.31 (erasure_reason). */
  readonly reason: ErasureReason
  /** When the decision took effect, a date and time with offset. */
  readonly erased_on: string
}

/** Publisher withdraws an event; payload hidden, tombstone kept: details of `record.retracted`. */
export interface RecordRetractedDetails {
  /** The id of the agency's own event that is withdrawn. */
  readonly target_event: string
  /** Why it is withdrawn; the wrong person opens a harm review (retraction_reason). */
  readonly reason: RetractionReason
  /** What those who used it should know, in words. Nothing that the event itself said. */
  readonly note?: string | null
  /** True if somebody may have come to harm by it and this is to be looked into. */
  readonly harm_review_needed: boolean
}

/** Proposed, entered, not entered or removed, with criteria: details of `register.entry-changed`. */
export interface RegisterEntryChangedDetails {
  /** Which register or cohort it is (register_kind). */
  readonly register_kind: RegisterKind
  /** What was done (register_op). */
  readonly op: RegisterOp
  /** The criteria that he meets or not, each with what he did that meets it. */
  readonly criteria: string
  /** Version of the criteria that were used, as published. */
  readonly criteria_version: string
  /** Types of agency whose information it rests on; at least two (agency_type). */
  readonly agencies_contributing: readonly AgencyType[]
  /** Whether those whom he harmed could say something, or why not (harmed_input). */
  readonly harmed_input: HarmedInput
  /** What entering him adds to what the disclosure scheme already does. */
  readonly beyond_dvds_benefit: string
  /** What it takes away from other work, such as time for victims. */
  readonly diversion_cost_note?: string | null
  /** True if he was told; empty if it is not decided. */
  readonly subject_told?: boolean | null
  /** Last day, in London, on which he may appeal. */
  readonly appeal_until?: string | null
  /** Date in London on which the entry is looked at again. */
  readonly next_review: string
}

/** Dynamic re-assessment while on a register: details of `register.entry-reviewed`. */
export interface RegisterEntryReviewedDetails {
  /** Which register or cohort it is (register_kind). */
  readonly register_kind: RegisterKind
  /** Date in London of the review. */
  readonly reviewed_on: string
  /** The id of the event with the level of risk on which the review rests. */
  readonly level_event: string
  /** Whether those whom he harmed could say something, or why not (harmed_input). */
  readonly harmed_input: HarmedInput
  /** Types of agency that took part; at least two (agency_type). */
  readonly agencies_contributing: readonly AgencyType[]
  /** True if the review changed anything about the entry. */
  readonly changed: boolean
  /** Date in London on which the entry is looked at again. */
  readonly next_review: string
}

/** Access, rectification, erasure, objection, victim information request: details of `rights.request-updated`. */
export interface RightsRequestUpdatedDetails {
  /** The answering agency's id of the request. */
  readonly request_id: string
  /** What kind of request it is: access, erasure, objection, victim information and the like (rights_kind). */
  readonly kind: RightsKind
  /** What kind of person or agency asks (requester_kind). */
  readonly requester_kind: RequesterKind
  /** How far it has got; neither confirmed nor denied is a status of its own (rights_status). */
  readonly status: RightsStatus
  /** Date in London by which it must be answered: one month under UK GDPR, unless it was extended. */
  readonly due_on: string
  /** True if use of the data is restricted until it is decided. */
  readonly restriction_while_pending: boolean
  /** Of a victim information request, the line of enquiry that makes it reasonable (PCSC Act 2022). */
  readonly reasonable_line_of_enquiry?: string | null
  /** Date in London on which she was given written notice of a victim information request. */
  readonly notice_given_on?: string | null
  /** Why it was granted or refused, as it is told to the requester. */
  readonly decision_reason?: string | null
  /** The exemption relied on, by its provision, such as UK GDPR Art 23 or DPA 2018 s.45(4). */
  readonly exemption_used?: string | null
}

/** A named tool was completed: details of `risk.assessment-completed`. */
export interface RiskAssessmentCompletedDetails {
  /** The tool that was completed, such as the SafeLives Dash, the College of Policing DARA or OASys; use Other only for a named tool not listed (risk_tool). */
  readonly tool: RiskTool
  /** Version or edition printed on the tool that was used, for example 2009. Put the tool's name in the tool field. */
  readonly tool_version?: string | null
  /** The level that the assessment ended at: Dash bands as published in Plymouth, or probation's serious harm levels as in NDelius (risk_level). */
  readonly level: RiskLevel
  /** Number of the tool's questions answered yes, as a whole number. Leave it empty for tools that are not scored this way. */
  readonly ticks?: number | null
  /** The assessor's own reasons for the level, about the perpetrator's conduct. No address, source or quoted words of the person harmed. */
  readonly professional_judgement?: string | null
  /** True if the assessor set a higher level than the score alone gives; false if the score decided it. */
  readonly judgement_raises_level?: boolean | null
  /** Everyone thought to be at risk from the perpetrator; groups follow HM Inspectorate of Probation's case assessment rules (risk_to). */
  readonly risk_to?: readonly RiskTo[] | null
  /** How the person harmed sees the danger and what they fear most, in their own words where possible. */
  readonly harmed_perception?: string | null
  /** True if the person harmed took part in the assessment; false if it was done from records or professionals only. */
  readonly informed_by_harmed: boolean
  /** Kinds of agency whose information went into the assessment, named as in SafeLives Marac data (agency_type). */
  readonly agencies_contributing?: readonly AgencyType[] | null
  /** Date in London after which the assessment should not be relied on without a review. */
  readonly valid_until?: string | null
}

/** The current level moved, with reasons and whose input: details of `risk.level-changed`. */
export interface RiskLevelChangedDetails {
  /** The level in force until now, on the same scale as the new one: Dash bands or NDelius serious harm levels (risk_level). */
  readonly from_level: RiskLevel
  /** The level from now on; it must differ from the old one unless the reason is a review with no change (risk_level). */
  readonly to_level: RiskLevel
  /** Why the level moved. None of the codes stands for refused support or for a polygraph result; some follow the SafeLives Marac repeat definition (risk_change_reason). */
  readonly reasons: readonly RiskChangeReason[]
  /** How the person harmed was heard before the change, or why not; always given, even when it was not safe to ask (harmed_input). */
  readonly harmed_input: HarmedInput
  /** Kinds of agency whose information the change rests on, the deciding one included, named as in SafeLives Marac data (agency_type). */
  readonly agencies_contributing: readonly AgencyType[]
  /** What the perpetrator did, or what changed, that moved the level. No address, source or quoted words of the person harmed. */
  readonly narrative?: string | null
  /** Last day on which the new level stands, as a date in London, where an end was set. Leave it empty if none was. */
  readonly effective_until?: string | null
}

/** Recency, frequency, gravity (and victims) score published by police analyst: details of `risk.rfg-scored`. */
export interface RiskRfgScoredDetails {
  /** Points for how recently the perpetrator last offended, as a whole number under the agency's own method; not a count of days. */
  readonly recency: number
  /** Points for how often the perpetrator offended in the period looked at, as a whole number under the agency's own method. */
  readonly frequency: number
  /** Points for how serious the perpetrator's offending was, as a whole number under the agency's own method. */
  readonly gravity: number
  /** Points for the number of people the perpetrator has harmed, as a whole number under the agency's method; more than one weighs extra in Northumbria. */
  readonly victims?: number | null
  /** The whole score as the agency published it, as a whole number. Not recalculated by the bus, nor mixed with the bus's own view. */
  readonly total: number
  /** Where the score puts the perpetrator among all those scored by the agency, for example top 10. */
  readonly rank_band?: string | null
  /** Length of the period that the score looks back over, in whole months, for example 24. */
  readonly window_months: number
  /** Name and version of the agency's scoring method, so that only like scores are compared, for example nors-rfgv-3. */
  readonly method_version: string
  /** True if the perpetrator harmed two or more people within three years, the Northumbria meaning of serial. */
  readonly serial: boolean
}

/** Subject's treatment status where relevant to risk: details of `substance.treatment-updated`. */
export interface SubstanceTreatmentUpdatedDetails {
  /** Where he stands in treatment, as in the ADVANCE protocol (treatment_status). */
  readonly status: TreatmentStatus
  /** What the status means for the risk that he poses, in words; no clinical detail beyond that. */
  readonly risk_relevance: string
  /** The behaviour-change work that the treatment goes together with (intervention_type). */
  readonly integrated_with?: InterventionType | null
  /** Date in London of his next appointment. */
  readonly next_contact?: string | null
  /** True if he is abusive when sober too, the question that Safe & Together asks; empty if nobody asked. */
  readonly abuse_when_not_using?: boolean | null
}

/** How, when and by whom it is safe to make contact: details of `voice.contact-safety-set`. */
export interface VoiceContactSafetySetDetails {
  /** Days and hours when the person harmed can be reached safely, in London time, for example weekdays 09:30 to 14:30. */
  readonly safe_times?: string | null
  /** The way of making contact that the person harmed says is safe, and who may use it, for example text from a withheld number. */
  readonly safe_channel: string
  /** Ways of making contact that must not be used, such as a landline or shared email, and why if the person harmed has said so. */
  readonly unsafe_channels?: string | null
  /** True if a code word has been agreed with the person harmed. Record only that it exists, never the word itself. */
  readonly code_word_set?: boolean | null
  /** Last day on which these details may be relied on, as a date in London; no more than 92 days ahead, then ask again. */
  readonly valid_until: string
  /** True if the perpetrator may see or control the person's phone, accounts or other devices; false if checked and safe; empty if not asked. */
  readonly shared_devices_risk?: boolean | null
}

/** What the victim did to keep self and children safe: details of `voice.protective-effort-recorded`. */
export interface VoiceProtectiveEffortRecordedDetails {
  /** What the person harmed did for safety, as in Safe & Together's protective efforts; leaving, staying and returning all count (protective_effort). */
  readonly efforts: readonly ProtectiveEffort[]
  /** What was done and how it helped, in the worker's or the person's own words. Never anything left undone, and no address. */
  readonly description?: string | null
  /** The perpetrator's acts that each effort answers; at least one, so that the effort is never read without its cause (tactic). */
  readonly in_response_to: readonly Tactic[]
  /** True if the person harmed knows of this record and agrees to it; false if they were not asked or did not agree. */
  readonly agreed_with_them: boolean
}

/** New safety concern raised by or for a victim: details of `voice.safety-concern-raised`. */
export interface VoiceSafetyConcernRaisedDetails {
  /** What has changed to cause concern; terms follow the SafeLives Dash and repeat definition, and none says that support was refused (risk_change_reason). */
  readonly concern_codes: readonly RiskChangeReason[]
  /** How soon the agencies that receive it need to act; when the concern must not reach the perpetrator, it is all that perpetrator-facing roles see (urgency). */
  readonly urgency: Urgency
  /** What the person harmed, or whoever spoke for them, said about the concern, quoted as it was said. */
  readonly words?: string | null
  /** Everyone thought to be in danger from the perpetrator, children and staff included; groups follow HM Inspectorate of Probation (risk_to). */
  readonly danger_to?: readonly RiskTo[] | null
  /** What the person harmed would like agencies to do, or not to do, about the perpetrator. Their wish, not the service's plan. */
  readonly action_wanted?: string | null
  /** True if no one may raise this with the perpetrator, directly or by hint; only the urgency then reaches perpetrator-facing roles. */
  readonly do_not_contact_subject_about_this: boolean
}

/** Support offered, taken up, ended, not accessible: details of `voice.support-status-changed`. */
export interface VoiceSupportStatusChangedDetails {
  /** The kind of support that this status is about, such as IDVA, refuge or a linked safety worker, named as in SafeLives Marac data (support_kind). */
  readonly support_kind: SupportKind
  /** Where the offer of support stands. It says what the service managed or could not provide; nothing in it means not engaging (support_status). */
  readonly status: SupportStatus
  /** What in the service, or done by the perpetrator, stands in the way of support; see the government's Patchwork of Provision response (barrier). */
  readonly barrier?: readonly Barrier[] | null
  /** True if the person harmed needs help because of immigration status or no recourse to public funds. Give no other immigration details. */
  readonly nrpf_or_status_need?: boolean | null
  /** True if the service that gives this support holds an accreditation for it; false if not; empty if not known. */
  readonly service_accredited?: boolean | null
}

/** Adult or child victim's views, with their control over use: details of `voice.views-recorded`. */
export interface VoiceViewsRecordedDetails {
  /** What the views are about; several follow the questions on the SafeLives Marac referral form (voice_topic). */
  readonly topics: readonly VoiceTopic[]
  /** The view in one code, or why there is none, such as not safe to seek; terms follow the pre-charge bail factsheet on Kay's Law (views_outcome). */
  readonly summary_code: ViewsOutcome
  /** What the adult or child said, quoted as it was said. Do not paraphrase or add the worker's opinion. */
  readonly words?: string | null
  /** The only purposes for which the person agreed that their words may be shown; leave out any that were not discussed (purpose). */
  readonly words_may_be_shared_for: readonly Purpose[]
  /** Who passed the views on: the person harmed, the child, or someone else; kinds follow the SafeLives Marac research form (source_kind). */
  readonly given_via: SourceKind
  /** Language or British Sign Language interpreting used, for example Polish by telephone. Never a relative's name or the interpreter's. */
  readonly interpreter_or_bsl?: string | null
  /** Change in the perpetrator's behaviour as the person harmed sees it, after the Mirabal research; not the worker's opinion (change_seen). */
  readonly change_seen?: ChangeSeen | null
  /** Date in London by which someone will go back to the person to check that the views and the sharing limits still hold. */
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
