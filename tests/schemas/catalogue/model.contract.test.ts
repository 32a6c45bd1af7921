import { describe, expect, it } from '@jest/globals'
import { textOf } from '../../../schemas/avro/json-object.ts'
import { fieldsWithPaths, classOf, isOptional, typeAttribute } from '../../../schemas/avro/fields.ts'
import { matrix } from '../../../schemas/classes/matrix.ts'
import { classCodes, purposes } from '../../../schemas/generated/codes.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { domainModel } from '../../fixtures/model.ts'

const catalogue = loadCatalogue()

describe('the catalogue says what the domain model says', () => {
  it('has its 73 event types and no other', () => {
    expect([...catalogue.types.keys()].sort()).toEqual(domainModel.types.map(({ type }) => type).sort())
    expect(catalogue.types.size).toBe(73)
  })

  it.each(domainModel.types.map((type) => [type.type, type] as const))(
    '%s: who publishes it, for which purposes, and every field',
    (name, expected) => {
      const actual = catalogue.types.get(name)
      expect(actual).toMatchObject({
        family: expected.family,
        title: expected.title,
        publishers: expected.publishers,
        purposes: expected.purposes,
        lawfulBasis: expected.lawfulBasis,
        keyClass: expected.keyClass,
        retention: expected.retention,
      })
      expect(
        actual?.details.map((field) => ({
          name: field.name,
          kind: field.kind,
          class: field.class,
          required: field.required,
          codeList: field.codeList ?? null,
        })),
      ).toEqual(expected.fields)
    },
  )

  it('has every code of every list, and no other', () => {
    for (const [name, codes] of Object.entries(domainModel.codeLists)) expect(catalogue.codeLists.get(name)?.codes).toEqual(codes)
  })

  it('adds only the lists that the model lacks', () => {
    expect([...catalogue.codeLists.keys()].filter((name) => !Object.hasOwn(domainModel.codeLists, name)).sort()).toEqual([
      'break_glass_outcome',
      'case_link',
      'confirmation_answer',
      'identifier_scheme',
      'notice_kind',
      'notice_state',
      'occurred_precision',
      'person_role',
      'sex',
    ])
  })

  it('has the 22 classes, the 15 purposes and the matrix', () => {
    expect(classCodes).toEqual(domainModel.classes)
    expect(purposes).toEqual(domainModel.purposes)
    expect(matrix).toEqual(domainModel.matrix)
  })
})

describe('every event type', () => {
  const opening = (source: unknown) => fieldsWithPaths(source).filter(({ path }) => !path.startsWith('details.'))

  it.each([...catalogue.types.values()].map((schema) => [schema.type, schema] as const))(
    '%s opens with the fields that every type shares',
    (_, { source }) => {
      expect(
        opening(source).map(({ path, field }) =>
          `${path}${isOptional(field) ? '?' : ''} ${classOf(field) ?? '-'} ${textOf(typeAttribute(field, 'codeList')) ?? ''}`.trim(),
        ),
      ).toEqual([
        'occurred META',
        'occurred.from META',
        'occurred.until? META',
        'occurred.precision META occurred_precision',
        'recorded_at META',
        'agency_record_ref META',
        'subject PERP_ID',
        'subject.key PERP_ID',
        'subject.identifiers? PERP_ID',
        'subject.identifiers.scheme PERP_ID identifier_scheme',
        'subject.identifiers.value PERP_ID',
        'subject.given_name? PERP_ID',
        'subject.family_name? PERP_ID',
        'subject.birth_date? PERP_ID',
        'subject.sex? PERP_ID sex',
        'harmed VIC_ID',
        'harmed.key VIC_ID',
        'harmed.identifiers? VIC_ID',
        'harmed.identifiers.scheme VIC_ID identifier_scheme',
        'harmed.identifiers.value VIC_ID',
        'harmed.given_name? VIC_ID',
        'harmed.family_name? VIC_ID',
        'harmed.birth_date? VIC_ID',
        'harmed.sex? VIC_ID sex',
        'harmed.role VIC_ID person_role',
        'harmed.relationship? VIC_ID relationship',
        'assertion -',
        'assertion.basis META assertion_basis',
        'assertion.source_kind SOURCE source_kind',
        'assertion.confidence? META',
        'assertion.verification META verification',
        'sharing META',
        'sharing.lawful_basis META lawful_basis',
        'sharing.wishes_ref? META',
        'sharing.override_ref? META',
        'handling TACTIC',
        'handling.perp_knows TACTIC perp_knows',
        'handling.embargo_until? TACTIC',
        'handling.onward_sharing? TACTIC agency_type',
        'handling.harmed_told? TACTIC',
        'case_refs? META',
        'sensitivity_raise? META sensitivity_class',
        'purposes_permitted? META purpose',
        'based_on? META',
        'corrects? META',
        'retention_class? META retention_class',
        'correlation_id? META',
        'details -',
      ])
    },
  )

  it('says what each reference names', () => {
    const referring = [...catalogue.types.values()].flatMap(({ type, details }) =>
      details.filter(({ kind }) => kind === 'ref' || kind === 'refs').map((field) => ({ type, field })),
    )
    expect(referring).toHaveLength(60)
    for (const { field } of referring) expect(field.refersTo).toBeDefined()
  })

  it('puts values in the clear only where decisions need them', () => {
    const indexed = Object.fromEntries(
      [...catalogue.types.values()]
        .map(({ type, details }) => [type, details.filter((field) => field.indexed).map(({ name }) => name)] as const)
        .filter(([, names]) => names.length > 0),
    )
    expect(indexed).toEqual({
      'bail.decided': ['views_event'],
      'case.access-blocked': ['blocked_ref', 'from_on', 'until'],
      'case.closed': ['reason', 'closed_on'],
      'consent.override-recorded': ['purposes', 'classes', 'expires_on'],
      'consent.recorded': ['person_role', 'status', 'purposes', 'classes_excluded', 'valid_until'],
      'dvds.application-received': ['due_by'],
      'dvds.decision-made': ['decision', 'decided_on'],
      'marac.action-agreed': ['owner', 'due'],
      'marac.action-updated': ['status', 'updated_on'],
      'marac.case-heard': ['heard_on', 'flag_until'],
      'marac.case-listed': ['meeting_on', 'list_status', 'agencies_asked'],
      'marac.referral-made': ['consent_status'],
      'oocr.issued': ['views_event'],
      'programme.referral-made': ['provider'],
      'programme.session-recorded': ['concern_raised'],
      'record.contested': ['target_event', 'contested_by', 'restrict_use'],
      'record.corrected': ['target_event', 'replacement_event'],
      'record.erased': ['target_event', 'reason', 'erased_on'],
      'record.retracted': ['target_event', 'reason'],
      'rights.request-updated': ['kind', 'requester_kind', 'status', 'due_on', 'restriction_while_pending'],
      'voice.safety-concern-raised': ['do_not_contact_subject_about_this'],
    })
  })
})
