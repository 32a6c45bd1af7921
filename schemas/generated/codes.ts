// Written by schemas/generate.ts from schemas/codes/ and the event types. Do not edit: run `npm run generate`.

/** Codes of accreditation. */
export type Accreditation =
  | 'respect_accredited'
  | 'respect_working_towards'
  | 'csaap_accredited'
  | 'cara_principles'
  | 'cara_quality_standard'
  | 'in_trial'
  | 'none'
  | 'unknown'

/** Codes of action_owner_focus. */
export type ActionOwnerFocus =
  | 'perpetrator'
  | 'agency'
  | 'safety'
  | 'information'

/** Codes of action_status. */
export type ActionStatus =
  | 'agreed'
  | 'in_progress'
  | 'completed'
  | 'overdue'
  | 'not_possible_reason'
  | 'superseded'
  | 'escalated'

/** Codes of action_type. */
export type ActionType =
  | 'perpetrator_contact'
  | 'perpetrator_referral'
  | 'enforce_breach'
  | 'apply_for_order'
  | 'arrest_or_locate'
  | 'tag_or_monitor'
  | 'tenancy_action_perpetrator'
  | 'flag_files'
  | 'safety_measures_home'
  | 'idva_contact'
  | 'child_referral'
  | 'adult_referral'
  | 'health_follow_up'
  | 'dvds_right_to_know'
  | 'information_follow_up'
  | 'mappa_or_matac_referral'
  | 'other'

/** Codes of agency_type. */
export type AgencyType =
  | 'police'
  | 'probation'
  | 'prison'
  | 'cps'
  | 'criminal_court'
  | 'family_court'
  | 'cafcass'
  | 'childrens_social_care'
  | 'adult_social_care'
  | 'health_gp'
  | 'health_acute'
  | 'health_mental'
  | 'health_maternity_hv'
  | 'substance_misuse'
  | 'housing_la'
  | 'housing_rp'
  | 'idva_service'
  | 'da_specialist'
  | 'by_and_for'
  | 'perpetrator_service'
  | 'drive_provider'
  | 'cara_provider'
  | 'em_provider'
  | 'education'
  | 'dwp'
  | 'fire_rescue'
  | 'marac_coordination'
  | 'matac_coordination'
  | 'mappa_coordination'
  | 'opcc'
  | 'evaluator_org'
  | 'bus_operator'

/** Codes of assertion_basis. */
export type AssertionBasis =
  | 'observed'
  | 'reported_by_harmed'
  | 'reported_by_child'
  | 'reported_by_subject'
  | 'reported_by_third_party'
  | 'professional_opinion'
  | 'intelligence'
  | 'found_by_court'
  | 'system_generated'

/** Codes of attendance. */
export type Attendance =
  | 'attended'
  | 'late_refused_entry'
  | 'absent_accepted'
  | 'absent'
  | 'removed'
  | 'cancelled_by_provider'

/** Codes of bail_condition. */
export type BailCondition =
  | 'no_contact_direct_indirect'
  | 'not_to_attend_place'
  | 'residence'
  | 'curfew'
  | 'report_to_station'
  | 'surrender_passport'
  | 'no_contact_children'
  | 'no_intermediary'
  | 'device_restriction'
  | 'tag'

/** Codes of bail_decision. */
export type BailDecision =
  | 'granted_conditional'
  | 'granted_unconditional'
  | 'released_under_investigation'
  | 'refused_detained'
  | 'varied'
  | 'extended_inspector'
  | 'extended_superintendent'
  | 'extended_court'
  | 'ended_charged'
  | 'ended_nfa'
  | 'post_charge_conditional'
  | 'remanded'

/** Codes of barrier. */
export type Barrier =
  | 'language'
  | 'bsl_or_deaf_access'
  | 'disability_access'
  | 'nrpf'
  | 'immigration_fear'
  | 'no_by_and_for_service'
  | 'waiting_list'
  | 'location'
  | 'digital_unsafe'
  | 'childcare'
  | 'fear_of_services'
  | 'perpetrator_prevents'

/** Codes of block_reason. */
export type BlockReason =
  | 'is_subject'
  | 'is_harmed'
  | 'related_to_party'
  | 'same_team_as_party'
  | 'declared_interest'
  | 'suspected_misuse'

/** Codes of breach_response. */
export type BreachResponse =
  | 'arrested'
  | 'summonsed'
  | 'warned'
  | 'returned_to_court'
  | 'recall_started'
  | 'no_action_reason_recorded'
  | 'under_enquiry'

/** Codes of break_glass_outcome. */
export type BreakGlassOutcome =
  | 'justified'
  | 'override_follows'
  | 'misuse'

/** Codes of cara_quality. */
export type CaraQuality =
  | 'victim_contacted_before_decision'
  | 'risk_assessed_before_decision'
  | 'coercive_control_checked'
  | 'victim_contact_service_offered'
  | 'referred_within_14_days'
  | 'provider_told_of_risk'
  | 'non_attendance_acted_on'
  | 'officer_trained'

/** Codes of case_close_reason. */
export type CaseCloseReason =
  | 'actions_complete_risk_reduced'
  | 'twelve_month_flag_ended'
  | 'transferred'
  | 'perpetrator_deceased'
  | 'victim_deceased_review_hold'
  | 'opened_in_error'

/** Codes of case_kind. */
export type CaseKind =
  | 'marac'
  | 'matac'
  | 'drive'
  | 'single_agency_watch'
  | 'dvds'
  | 'oocr'

/** Codes of case_link. */
export type CaseLink =
  | 'allocated'
  | 'listed'
  | 'audit'

/** Codes of change_seen. */
export type ChangeSeen =
  | 'much_better'
  | 'better'
  | 'no_change'
  | 'worse'
  | 'much_worse'
  | 'cannot_say'
  | 'not_asked_unsafe'

/** Codes of charging_decision. */
export type ChargingDecision =
  | 'charge'
  | 'nfa_evidential'
  | 'nfa_victim_does_not_support'
  | 'nfa_public_interest'
  | 'oocr'
  | 'further_work'

/** Codes of child_impact. */
export type ChildImpact =
  | 'physical_safety'
  | 'emotional_wellbeing'
  | 'health_development'
  | 'education'
  | 'routines_housing'
  | 'relationship_with_protective_parent'
  | 'sibling_family_relations'
  | 'economic'
  | 'pet_or_belongings'
  | 'used_to_control'
  | 'contact_distress'

/** Codes of child_presence. */
export type ChildPresence =
  | 'none_linked'
  | 'linked_not_present'
  | 'present_not_seen'
  | 'saw_or_heard'
  | 'directly_harmed'
  | 'unknown'

/** Codes of confirmation_answer. */
export type ConfirmationAnswer =
  | 'confirmed'
  | 'ended'
  | 'retracted'

/** Codes of consent_status. */
export type ConsentStatus =
  | 'agreed'
  | 'agreed_in_part'
  | 'refused'
  | 'withdrawn'
  | 'not_sought_unsafe'
  | 'not_sought_urgent'
  | 'lacks_capacity'
  | 'child_not_competent'
  | 'unknown'

/** Codes of contact_mode. */
export type ContactMode =
  | 'in_person'
  | 'home_visit'
  | 'phone'
  | 'video'
  | 'letter'
  | 'group'
  | 'joint_visit'
  | 'no_contact_made'

/** Codes of counter_result. */
export type CounterResult =
  | 'subject_primary'
  | 'other_party_primary'
  | 'both_separate_patterns'
  | 'not_yet_clear'

/** Codes of court_outcome. */
export type CourtOutcome =
  | 'convicted_plea'
  | 'convicted_trial'
  | 'acquitted'
  | 'discontinued'
  | 'bind_over'
  | 'sentence_community'
  | 'sentence_suspended'
  | 'sentence_custody'
  | 'sentence_fine_discharge'
  | 'ancillary_order_made'

/** Codes of csc_decision. */
export type CscDecision =
  | 'no_further_action'
  | 'early_help'
  | 'child_in_need'
  | 'strategy_discussion'
  | 'section_47'
  | 'cp_conference'
  | 'cp_plan'
  | 'plo_or_care_proceedings'
  | 'step_down'

/** Codes of custody_status. */
export type CustodyStatus =
  | 'remanded'
  | 'sentenced'
  | 'released_licence'
  | 'released_end_sentence'
  | 'released_hdc'
  | 'temporary_absence'
  | 'released_to_hospital'
  | 'recalled'
  | 'recall_considered_not_made'

/** Codes of dvds_decision. */
export type DvdsDecision =
  | 'disclose'
  | 'no_disclosure_no_information'
  | 'no_disclosure_not_necessary'
  | 'immediate_safeguarding'
  | 'withdrawn'

/** Codes of dvds_recipient. */
export type DvdsRecipient =
  | 'potential_victim'
  | 'third_party_protector'
  | 'not_applicable'

/** Codes of dvds_route. */
export type DvdsRoute =
  | 'right_to_ask'
  | 'right_to_know'

/** Codes of dvds_stage. */
export type DvdsStage =
  | 'initial_contact'
  | 'face_to_face'
  | 'full_checks'
  | 'decision'
  | 'disclosure'
  | 'closed'

/** Codes of em_alert. */
export type EmAlert =
  | 'zone_entry'
  | 'curfew_absence'
  | 'strap_tamper'
  | 'battery'
  | 'alcohol_detected'
  | 'signal_lost'
  | 'cleared_technical'

/** Codes of em_regime. */
export type EmRegime =
  | 'DAPO'
  | 'DAPOL'
  | 'DAPOL_HDC'
  | 'COMMUNITY'
  | 'BAIL'
  | 'HDC'
  | 'OTHER'

/** Codes of em_status. */
export type EmStatus =
  | 'ordered'
  | 'fitted'
  | 'not_fitted'
  | 'varied'
  | 'suspended'
  | 'ended'
  | 'removed_without_authority'

/** Codes of em_type. */
export type EmType =
  | 'exclusion_zone'
  | 'curfew'
  | 'location_monitoring'
  | 'attendance_at_appointments'
  | 'alcohol_monitoring'
  | 'alcohol_abstinence'

/** Codes of engagement. */
export type Engagement =
  | 'engaged'
  | 'partly'
  | 'superficial'
  | 'declined'
  | 'did_not_attend'
  | 'hostile'
  | 'not_reached'

/** Codes of enquiry_kind. */
export type EnquiryKind =
  | 'safeguarding_enquiry'
  | 'police_intelligence_enquiry'
  | 'marac_research'
  | 'housing_enquiry'
  | 'health_enquiry'
  | 'court_check'

/** Codes of enquiry_result. */
export type EnquiryResult =
  | 'no_concern_raised'
  | 'minimised'
  | 'partial_disclosure'
  | 'full_disclosure'
  | 'presents_as_victim'
  | 'declined_to_answer'
  | 'not_safe_to_ask'

/** Codes of enquiry_setting. */
export type EnquirySetting =
  | 'childrens_services'
  | 'adult_social_care'
  | 'substance_service'
  | 'gp'
  | 'mental_health'
  | 'maternity_hv'
  | 'housing'
  | 'police_custody'
  | 'probation'
  | 'education'
  | 'fire_rescue'
  | 'other'

/** Codes of erasure_reason. */
export type ErasureReason =
  | 'retention_expired'
  | 'art17_unlawful'
  | 'art17_1g_malicious_allegation'
  | 'court_order'
  | 'objection_upheld'
  | 'published_in_error'

/** Codes of expectation_answer. */
export type ExpectationAnswer =
  | 'met'
  | 'part_met'
  | 'not_met'
  | 'breached'
  | 'challenged'
  | 'withdrawn_by_agency'
  | 'not_checked'

/** Codes of expectation_kind. */
export type ExpectationKind =
  | 'attend_programme'
  | 'no_contact'
  | 'stay_away'
  | 'leave_home'
  | 'notify_details'
  | 'attend_treatment'
  | 'wear_tag'
  | 'surrender_item'
  | 'pay_or_transfer'
  | 'attend_appointment'
  | 'parenting_requirement'
  | 'other'

/** Codes of expectation_source. */
export type ExpectationSource =
  | 'voluntary_agreement'
  | 'agency_instruction'
  | 'oocr_condition'
  | 'bail_condition'
  | 'civil_order'
  | 'court_order'
  | 'licence_condition'
  | 'child_protection_plan'
  | 'tenancy_condition'

/** Codes of fdac_progress. */
export type FdacProgress =
  | 'trial_for_change_started'
  | 'progress'
  | 'setback'
  | 'testing_positive'
  | 'plan_revised'
  | 'exit_no_agreement'

/** Codes of harmed_input. */
export type HarmedInput =
  | 'given_direct'
  | 'given_via_advocate'
  | 'offered_declined'
  | 'not_safe_to_seek'
  | 'not_reached'
  | 'no_identified_harmed_person'

/** Codes of health_concern. */
export type HealthConcern =
  | 'disclosed_abusing'
  | 'seen_controlling'
  | 'threats_to_staff'
  | 'suicidal_with_threat'
  | 'injury_inconsistent'
  | 'medication_risk'
  | 'mental_state_change'

/** Codes of housing_action. */
export type HousingAction =
  | 'warning'
  | 'injunction_sought'
  | 'notice_served'
  | 'possession'
  | 'removed_from_joint_tenancy'
  | 'perpetrator_rehoused_away'
  | 'arrears_pursued_from_perpetrator'
  | 'housing_plan_condition'
  | 'removed_from_register'

/** Codes of identifier_scheme. */
export type IdentifierScheme =
  | 'PNC'
  | 'CRN'
  | 'NOMIS'
  | 'NHS'
  | 'NINO'
  | 'LOCAL'

/** Codes of incident_type. */
export type IncidentType =
  | 'crime'
  | 'non_crime_incident'
  | 'course_of_conduct_report'
  | 'third_party_report'
  | 'professional_observation'
  | 'order_or_bail_breach_report'

/** Codes of injury_level. */
export type InjuryLevel =
  | 'none_seen'
  | 'minor'
  | 'moderate'
  | 'serious'
  | 'life_threatening'
  | 'unknown'

/** Codes of intervention_type. */
export type InterventionType =
  | 'help_seeking'
  | 'early_response'
  | 'cara'
  | 'dapp_respect'
  | 'dapp_other'
  | 'drive'
  | 'intensive_case_mgmt_other'
  | 'advance'
  | 'reprovide'
  | 'fdac_plan'
  | 'hmpps_accredited'
  | 'hmpps_structured'
  | 'stalking_intervention'
  | 'parenting_dv'
  | 'substance_treatment'
  | 'mental_health_treatment'
  | 'by_and_for_programme'
  | 'other'

/** Codes of lawful_basis. */
export type LawfulBasis =
  | 'art6_1c'
  | 'art6_1d'
  | 'art6_1e'
  | 'art6_1ea_crime'
  | 'art6_1ea_safeguarding'
  | 'art6_1ea_request'
  | 'art6_1f'
  | 'art6_1a'
  | 'art9_2g_sch1_6'
  | 'art9_2g_sch1_10'
  | 'art9_2g_sch1_18'
  | 'art9_2h'
  | 'art9_2j'
  | 'art9_2f'
  | 'art10_sch1'
  | 'dpa_part3'
  | 'cda98_s115'
  | 'ca2004_s11'
  | 'care_act_s45'
  | 'cja03_s325'
  | 'daa21'
  | 'pcsc22'
  | 'vpa24'
  | 'common_law_police'
  | 'clod_public_interest'
  | 'court_order'

/** Codes of mappa_category. */
export type MappaCategory =
  | 'category_1'
  | 'category_2'
  | 'category_3'
  | 'category_4'
  | 'pdp'

/** Codes of mappa_level. */
export type MappaLevel =
  | 'level_1'
  | 'level_2'
  | 'level_3'
  | 'not_managed'

/** Codes of marac_list_status. */
export type MaracListStatus =
  | 'listed'
  | 'emergency_meeting'
  | 'deferred'
  | 'not_accepted_reason'
  | 'withdrawn'

/** Codes of marac_reason. */
export type MaracReason =
  | 'visible_high_risk'
  | 'professional_judgement'
  | 'potential_escalation'
  | 'repeat'
  | 'transfer_in'
  | 'hba_or_fm'
  | 'stalking'

/** Codes of matac_outcome. */
export type MatacOutcome =
  | 'selected'
  | 'not_selected'
  | 'tactics_agreed'
  | 'reviewed_continue'
  | 'removed_score_reduced'
  | 'removed_custody'
  | 'escalated_mappa'

/** Codes of need. */
export type Need =
  | 'alcohol'
  | 'drugs'
  | 'mental_health'
  | 'housing'
  | 'debt_money'
  | 'employment'
  | 'parenting'
  | 'neurodiversity'
  | 'trauma'
  | 'gambling'
  | 'language'
  | 'none_known'

/** Codes of notice_kind. */
export type NoticeKind =
  | 'merge'
  | 'part'
  | 'resolution'
  | 'possible_match'

/** Codes of notice_state. */
export type NoticeState =
  | 'waits'
  | 'in_force'
  | 'ended'

/** Codes of occurred_precision. */
export type OccurredPrecision =
  | 'exact'
  | 'day'
  | 'month'
  | 'year'
  | 'period'

/** Codes of offence_group. */
export type OffenceGroup =
  | 'VIOLENCE_AGAINST_THE_PERSON'
  | 'SEXUAL_OFFENCES'
  | 'ROBBERY'
  | 'THEFT_OFFENCES'
  | 'CRIMINAL_DAMAGE_AND_ARSON'
  | 'DRUG_OFFENCES'
  | 'POSSESSION_OF_WEAPONS'
  | 'PUBLIC_ORDER_OFFENCES'
  | 'MISCELLANEOUS_CRIMES_AGAINST_SOCIETY'
  | 'CONTROLLING_OR_COERCIVE_BEHAVIOUR'
  | 'STALKING_HARASSMENT'
  | 'BREACH_OF_ORDER'
  | 'OFFENCE_NOT_RECORDED'

/** Codes of onward_step. */
export type OnwardStep =
  | 'programme_referral'
  | 'respect_phoneline'
  | 'marac_referral'
  | 'child_referral'
  | 'adult_referral'
  | 'supervision_discussion'
  | 'none_safe'
  | 'none'

/** Codes of oocr_reason. */
export type OocrReason =
  | 'eligible'
  | 'not_eligible_risk'
  | 'not_eligible_no_admission'
  | 'not_eligible_recent_da'
  | 'not_eligible_ccb_evidence'
  | 'not_eligible_offence'
  | 'not_eligible_on_order'
  | 'victim_views_against'
  | 'public_interest_charge'

/** Codes of oocr_type. */
export type OocrType =
  | 'community_resolution'
  | 'conditional_caution'
  | 'simple_caution'
  | 'diversionary_caution'
  | 'community_caution'
  | 'deferred_caution'
  | 'deferred_charge'

/** Codes of order_requirement. */
export type OrderRequirement =
  | 'no_contact'
  | 'exclusion_zone'
  | 'leave_premises'
  | 'programme'
  | 'substance_treatment'
  | 'mental_health_assessment'
  | 'notify_name_address'
  | 'notify_relationships'
  | 'electronic_monitoring'
  | 'polygraph'
  | 'curfew'
  | 'device_restriction'
  | 'surrender_item'

/** Codes of order_status. */
export type OrderStatus =
  | 'applied'
  | 'interim_made'
  | 'refused'
  | 'served'
  | 'varied'
  | 'extended'
  | 'discharged'
  | 'expired'
  | 'appealed'

/** Codes of order_type. */
export type OrderType =
  | 'dvpn'
  | 'dvpo'
  | 'dapn'
  | 'dapo'
  | 'non_molestation'
  | 'occupation'
  | 'restraining_conviction'
  | 'restraining_acquittal'
  | 'spo_interim'
  | 'spo'
  | 'forced_marriage_po'
  | 'prohibited_steps'
  | 'injunction_asb'
  | 'undertaking'
  | 'community_order_requirement'
  | 'licence_condition'

/** Codes of outcome_measure. */
export type OutcomeMeasure =
  | 'space_for_action'
  | 'felt_safety'
  | 'abuse_reduced_physical'
  | 'abuse_reduced_sexual'
  | 'abuse_reduced_control'
  | 'abuse_reduced_stalking'
  | 'child_safety'
  | 'reoffending_police'
  | 'repeat_marac'
  | 'programme_completion'
  | 'self_report_change'
  | 'idva_risk_view'

/** Codes of outcome_source. */
export type OutcomeSource =
  | 'harmed_person'
  | 'child'
  | 'idva'
  | 'subject'
  | 'police_data'
  | 'facilitator'

/** Codes of override_reason. */
export type OverrideReason =
  | 'high_risk_serious_harm'
  | 'child_at_risk'
  | 'adult_at_risk_care_needs'
  | 'prevent_serious_crime'
  | 'coercion_suspected'
  | 'court_or_statutory_duty'
  | 'risk_to_others'

/** Codes of participation. */
export type Participation =
  | 'not_shared'
  | 'active'
  | 'passive'
  | 'resistant'
  | 'collusive'

/** Codes of perp_knows. */
export type PerpKnows =
  | 'never'
  | 'already_knows'
  | 'after_action'
  | 'cleared'

/** Codes of person_role. */
export type PersonRole =
  | 'adult'
  | 'child'

/** Codes of pillar. */
export type Pillar =
  | 'prevention'
  | 'victim_survivor_adult'
  | 'victim_survivor_child'
  | 'behaviour_change'

/** Codes of place_kind. */
export type PlaceKind =
  | 'home_shared'
  | 'home_harmed'
  | 'home_subject'
  | 'public'
  | 'workplace'
  | 'school_or_nursery'
  | 'health_setting'
  | 'online'
  | 'court_or_contact_centre'
  | 'other'
  | 'unknown'

/** Codes of plan_strand. */
export type PlanStrand =
  | 'support'
  | 'prevention'
  | 'diversion'
  | 'disruption'
  | 'enforcement'
  | 'direct_work'
  | 'institutional_advocacy'

/** Codes of police_response. */
export type PoliceResponse =
  | 'attended_no_action'
  | 'words_of_advice'
  | 'removed_from_scene'
  | 'arrested'
  | 'voluntary_attendance'
  | 'not_located'
  | 'notice_issued'
  | 'not_police'

/** Codes of polygraph_outcome. */
export type PolygraphOutcome =
  | 'disclosure_made'
  | 'no_significant_response'
  | 'significant_response'
  | 'inconclusive'
  | 'not_attended'
  | 'refused_or_countermeasures'

/** Codes of proceedings_kind. */
export type ProceedingsKind =
  | 'private_children'
  | 'public_children'
  | 'fdac'
  | 'injunction'
  | 'financial'

/** Codes of proceedings_stage. */
export type ProceedingsStage =
  | 'issued'
  | 'safeguarding_check'
  | 'interim_order'
  | 'fact_finding'
  | 'finding_made'
  | 'welfare_report'
  | 'review'
  | 'final_order'
  | 'withdrawn'
  | 'barring_order_91_14'

/** Codes of programme_status. */
export type ProgrammeStatus =
  | 'referred'
  | 'assessed_suitable'
  | 'assessed_unsuitable_risk_too_high'
  | 'assessed_unsuitable_other'
  | 'declined_by_subject'
  | 'declined_no_provision'
  | 'waiting'
  | 'started'
  | 'suspended_safety'
  | 'completed'
  | 'ended_non_attendance'
  | 'ended_further_abuse'
  | 'ended_other'
  | 'transferred'

/** Codes of protective_effort. */
export type ProtectiveEffort =
  | 'sought_help'
  | 'shielded_children'
  | 'kept_routine'
  | 'safety_planned'
  | 'managed_perpetrator'
  | 'kept_evidence'
  | 'informal_support'
  | 'left_or_stayed_for_safety'
  | 'resisted'

/** Codes of purpose. */
export type Purpose =
  | 'marac_risk_management'
  | 'victim_safety_planning'
  | 'perpetrator_intervention'
  | 'child_safeguarding'
  | 'adult_safeguarding'
  | 'dvds_disclosure'
  | 'bail_decision'
  | 'oocr_decision'
  | 'offender_management'
  | 'family_court'
  | 'subject_access'
  | 'audit'
  | 'evaluation_research'
  | 'service_mapping'
  | 'death_review'

/** Codes of referral_route. */
export type ReferralRoute =
  | 'voluntary_self'
  | 'agency'
  | 'marac'
  | 'matac'
  | 'drive_panel'
  | 'oocr_condition'
  | 'court_sentence'
  | 'licence'
  | 'civil_order_requirement'
  | 'family_court'
  | 'child_protection_plan'

/** Codes of register_kind. */
export type RegisterKind =
  | 'mappa_visor'
  | 'ndelius_flag'
  | 'local_cohort'
  | 'national_da_register'

/** Codes of register_op. */
export type RegisterOp =
  | 'proposed'
  | 'entered'
  | 'not_entered'
  | 'removed'
  | 'appealed'

/** Codes of relationship. */
export type Relationship =
  | 'spouse'
  | 'ex_spouse'
  | 'engaged_or_agreed'
  | 'partner'
  | 'ex_partner'
  | 'co_parent'
  | 'parent_of_subject'
  | 'child_of_subject'
  | 'step_child_of_subject'
  | 'sibling'
  | 'grandparent_of_subject'
  | 'in_law'
  | 'other_relative'
  | 'not_personally_connected'

/** Codes of relink_op. */
export type RelinkOp =
  | 'link_person'
  | 'unlink_person'
  | 'merge_cases'
  | 'split_case'
  | 'merge_persons'
  | 'split_persons'

/** Codes of requester_kind. */
export type RequesterKind =
  | 'subject'
  | 'harmed_adult'
  | 'child_or_parent'
  | 'third_party'
  | 'agency'

/** Codes of requester_kind2. */
export type RequesterKind2 =
  | 'person_at_risk'
  | 'third_party'
  | 'police'
  | 'professional'
  | 'court_own_motion'
  | 'local_authority'

/** Codes of research_held. */
export type ResearchHeld =
  | 'known_information_shared'
  | 'known_nothing_relevant'
  | 'known_information_withheld_reason'
  | 'not_known'
  | 'no_return'

/** Codes of retention_class. */
export type RetentionClass =
  | 'r1_msg_30d'
  | 'r2_case_6y'
  | 'r3_child_25'
  | 'r4_police_mopi'
  | 'r5_voice_case'
  | 'r6_loc_90d'
  | 'r7_access_log_7y'
  | 'r8_review_hold'
  | 'r9_eval_project'
  | 'r10_erased_tombstone'

/** Codes of retraction_reason. */
export type RetractionReason =
  | 'wrong_person'
  | 'wrong_case'
  | 'duplicate'
  | 'not_relevant_or_proportionate'
  | 'source_at_risk'
  | 'unlawful'
  | 'inaccurate'
  | 'court_order'

/** Codes of rights_kind. */
export type RightsKind =
  | 'subject_access'
  | 'rectification'
  | 'erasure'
  | 'restriction'
  | 'objection'
  | 'erasure_malicious_allegation'
  | 'victim_information_request'
  | 'complaint'

/** Codes of rights_status. */
export type RightsStatus =
  | 'received'
  | 'identity_check'
  | 'in_review'
  | 'granted'
  | 'granted_in_part'
  | 'refused_reason'
  | 'neither_confirm_nor_deny'
  | 'closed'

/** Codes of risk_change_reason. */
export type RiskChangeReason =
  | 'new_incident'
  | 'escalation_frequency'
  | 'escalation_severity'
  | 'separation'
  | 'strangulation'
  | 'threat_to_kill'
  | 'stalking'
  | 'victim_perception'
  | 'breach'
  | 'release'
  | 'new_relationship'
  | 'child_contact'
  | 'pregnancy'
  | 'substance_change'
  | 'mental_health_change'
  | 'programme_disengaged'
  | 'positive_change_verified'
  | 'custody'
  | 'review_no_change'

/** Codes of risk_level. */
export type RiskLevel =
  | 'standard'
  | 'medium'
  | 'high'
  | 'rosh_low'
  | 'rosh_medium'
  | 'rosh_high'
  | 'rosh_very_high'
  | 'not_assessed'

/** Codes of risk_to. */
export type RiskTo =
  | 'current_partner'
  | 'ex_partner'
  | 'child'
  | 'parent_or_relative'
  | 'new_partner'
  | 'staff'
  | 'public'
  | 'self'

/** Codes of risk_tool. */
export type RiskTool =
  | 'DASH'
  | 'DASH_POLICE'
  | 'DARA'
  | 'YP_RIC'
  | 'SARA'
  | 'OASYS_ROSH'
  | 'PPIT'
  | 'MERIT'
  | 'SAFE_TOGETHER_MAP'
  | 'OTHER'

/** Codes of sensitivity_class. */
export type ClassCode =
  | 'META'
  | 'PERP_ID'
  | 'PERP_LOC'
  | 'BEHAV'
  | 'CRIM'
  | 'RISK'
  | 'INTEL'
  | 'SOURCE'
  | 'VIC_ID'
  | 'VIC_LOC'
  | 'VIC_VOICE'
  | 'VIC_SUPPORT'
  | 'VIC_HEALTH'
  | 'CHILD'
  | 'THIRD'
  | 'PERP_HEALTH'
  | 'COURT'
  | 'SPECIAL'
  | 'IMMIG'
  | 'TACTIC'
  | 'METHOD'
  | 'STAFF'

/** Codes of sex. */
export type Sex =
  | 'female'
  | 'male'
  | 'other'
  | 'unknown'

/** Codes of source_kind. */
export type SourceKind =
  | 'harmed_person'
  | 'child'
  | 'subject'
  | 'family_or_friend'
  | 'neighbour_or_public'
  | 'professional'
  | 'system'
  | 'intelligence'
  | 'court'

/** Codes of support_kind. */
export type SupportKind =
  | 'idva'
  | 'outreach'
  | 'refuge'
  | 'iss_partner_support'
  | 'daso'
  | 'vlo'
  | 'childrens_worker'
  | 'by_and_for'
  | 'iris_ae'
  | 'isva'

/** Codes of support_status. */
export type SupportStatus =
  | 'offered'
  | 'accepted'
  | 'declined_for_now'
  | 'not_safe_to_contact'
  | 'not_reached'
  | 'active'
  | 'ended_needs_met'
  | 'ended_moved'
  | 'service_not_available'
  | 'service_not_accessible'

/** Codes of tactic. */
export type Tactic =
  | 'physical.assault'
  | 'physical.injury_serious'
  | 'physical.strangulation'
  | 'physical.weapon_used'
  | 'physical.restraint'
  | 'physical.corrosive_or_fire'
  | 'sexual.rape'
  | 'sexual.assault'
  | 'sexual.coercion'
  | 'sexual.image_abuse'
  | 'reproductive.coercion'
  | 'threat.kill'
  | 'threat.harm'
  | 'threat.child'
  | 'threat.self_harm_as_control'
  | 'threat.expose_private'
  | 'threat.false_allegation'
  | 'threat.pet'
  | 'threat.immigration'
  | 'control.monitor_time'
  | 'control.daily_rules'
  | 'control.movement_transport'
  | 'control.work_education'
  | 'control.medical_access'
  | 'control.isolation'
  | 'control.humiliate_degrade'
  | 'control.faith_abuse'
  | 'control.disability_abuse'
  | 'control.forced_crime'
  | 'emotional.verbal'
  | 'emotional.gaslighting'
  | 'tech.device_or_account_control'
  | 'tech.tracking'
  | 'tech.harassing_messages'
  | 'economic.restrict_money'
  | 'economic.coerced_debt'
  | 'economic.benefits_control'
  | 'economic.post_separation'
  | 'stalking.following'
  | 'stalking.unwanted_contact'
  | 'stalking.via_third_party'
  | 'damage.property'
  | 'animal.harm'
  | 'parenting.undermine'
  | 'parenting.child_as_weapon'
  | 'parenting.child_harm'
  | 'parenting.contact_abuse'
  | 'hba.honour_based'
  | 'hba.forced_marriage'
  | 'hba.fgm_threat'
  | 'hba.family_collusion'
  | 'systems.counter_allegation'
  | 'systems.vexatious_litigation'
  | 'systems.agency_manipulation'
  | 'systems.order_or_bail_manipulation'

/** Codes of transfer_step. */
export type TransferStep =
  | 'sent'
  | 'received'
  | 'information_missing'
  | 'accepted'
  | 'temporary_move'

/** Codes of treatment_status. */
export type TreatmentStatus =
  | 'assessed'
  | 'in_treatment'
  | 'missed'
  | 'dropped_out'
  | 'completed'
  | 'relapse_risk_relevant'

/** Codes of urgency. */
export type Urgency =
  | 'immediate'
  | 'same_day'
  | 'this_week'
  | 'routine'

/** Codes of verification. */
export type Verification =
  | 'unverified'
  | 'corroborated'
  | 'verified'
  | 'found'
  | 'contested'
  | 'retracted'

/** Codes of views_outcome. */
export type ViewsOutcome =
  | 'supports'
  | 'supports_with_changes'
  | 'opposes'
  | 'no_view_given'
  | 'not_reached'
  | 'not_safe_to_seek'
  | 'not_sought_reason_recorded'
  | 'via_advocate'

/** Codes of views_weight. */
export type ViewsWeight =
  | 'adopted'
  | 'partly_adopted'
  | 'considered_not_adopted'

/** Codes of voice_topic. */
export type VoiceTopic =
  | 'risk_now'
  | 'what_would_help'
  | 'who_is_safe'
  | 'who_is_not_safe'
  | 'who_afraid_of'
  | 'decision_views'
  | 'change_seen'
  | 'agency_response'
  | 'information_sharing'
  | 'tag_or_release'

/** Codes of weapon. */
export type Weapon =
  | 'none'
  | 'knife'
  | 'firearm'
  | 'blunt'
  | 'vehicle'
  | 'corrosive'
  | 'other'
  | 'unknown'

/** Codes of wraparound. */
export type Wraparound =
  | 'in_place'
  | 'referred'
  | 'waiting'
  | 'offered_declined'
  | 'not_available'
  | 'not_considered'

/** Event types that agencies publish. */
export type EventType =
  | 'bail.breached'
  | 'bail.decided'
  | 'bail.victim-views-sought'
  | 'behaviour.child-impact-recorded'
  | 'behaviour.counter-allegation-assessed'
  | 'behaviour.incident-recorded'
  | 'behaviour.pattern-observed'
  | 'case.access-blocked'
  | 'case.closed'
  | 'case.opened'
  | 'case.relinked'
  | 'consent.override-recorded'
  | 'consent.recorded'
  | 'dvds.application-received'
  | 'dvds.decision-made'
  | 'dvds.disclosure-made'
  | 'engagement.contact-recorded'
  | 'engagement.enquiry-exchanged'
  | 'engagement.expectation-answered'
  | 'engagement.expectation-set'
  | 'engagement.routine-enquiry-made'
  | 'family.encompass-notified'
  | 'family.fdac-review-held'
  | 'family.proceedings-updated'
  | 'family.social-care-decided'
  | 'health.concern-recorded'
  | 'housing.action-taken'
  | 'justice.arrest-recorded'
  | 'justice.charging-decision-made'
  | 'justice.court-outcome-recorded'
  | 'justice.custody-status-changed'
  | 'mappa.level-set'
  | 'marac.action-agreed'
  | 'marac.action-updated'
  | 'marac.case-heard'
  | 'marac.case-listed'
  | 'marac.case-transferred'
  | 'marac.referral-made'
  | 'marac.research-returned'
  | 'matac.subject-reviewed'
  | 'monitoring.alert-raised'
  | 'monitoring.polygraph-completed'
  | 'monitoring.status-changed'
  | 'oocr.compliance-recorded'
  | 'oocr.considered'
  | 'oocr.issued'
  | 'oocr.victim-views-sought'
  | 'order.breached'
  | 'order.made'
  | 'order.status-changed'
  | 'outcome.extract-released'
  | 'outcome.measured'
  | 'programme.partner-support-linked'
  | 'programme.plan-action-recorded'
  | 'programme.referral-made'
  | 'programme.session-recorded'
  | 'programme.status-changed'
  | 'record.contested'
  | 'record.corrected'
  | 'record.erased'
  | 'record.retracted'
  | 'register.entry-changed'
  | 'register.entry-reviewed'
  | 'rights.request-updated'
  | 'risk.assessment-completed'
  | 'risk.level-changed'
  | 'risk.rfg-scored'
  | 'substance.treatment-updated'
  | 'voice.contact-safety-set'
  | 'voice.protective-effort-recorded'
  | 'voice.safety-concern-raised'
  | 'voice.support-status-changed'
  | 'voice.views-recorded'

/** Event types that the bus itself writes. */
export type SystemEventType =
  | 'access.approval-given'
  | 'access.break-glass-allowed'
  | 'access.break-glass-opened'
  | 'access.break-glass-reviewed'
  | 'access.case-linked'
  | 'access.confirmed'
  | 'access.notified'

/** Codes of sensitivity_class, in the order of the list. */
export const classCodes = [
  'META',
  'PERP_ID',
  'PERP_LOC',
  'BEHAV',
  'CRIM',
  'RISK',
  'INTEL',
  'SOURCE',
  'VIC_ID',
  'VIC_LOC',
  'VIC_VOICE',
  'VIC_SUPPORT',
  'VIC_HEALTH',
  'CHILD',
  'THIRD',
  'PERP_HEALTH',
  'COURT',
  'SPECIAL',
  'IMMIG',
  'TACTIC',
  'METHOD',
  'STAFF',
] as const

/** Codes of purpose, in the order of the list. */
export const purposes = [
  'marac_risk_management',
  'victim_safety_planning',
  'perpetrator_intervention',
  'child_safeguarding',
  'adult_safeguarding',
  'dvds_disclosure',
  'bail_decision',
  'oocr_decision',
  'offender_management',
  'family_court',
  'subject_access',
  'audit',
  'evaluation_research',
  'service_mapping',
  'death_review',
] as const

/** Codes of break_glass_outcome, in the order of the list. */
export const breakGlassOutcomes = [
  'justified',
  'override_follows',
  'misuse',
] as const
