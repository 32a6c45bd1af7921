/** Who causes an access record of an action. */
type By = 'reader' | 'reader or nobody' | 'agency system' | 'auditor' | 'operator' | 'releaser'

/** What an action of an access record means. */
export interface ActionMeaning {
  readonly by: By
  /** What was done, where the outcome is `permit`; else what was asked for. */
  readonly says: string
}

const meaning = (by: By, says: string): ActionMeaning => ({ by, says })
const read = (says: string): ActionMeaning => meaning('reader', says)
const command = (says: string): ActionMeaning => meaning('operator', says)

/** Every action of an access record, by its code. docs/reference/access-records.md is this table. */
export const ACTIONS: Readonly<Record<string, ActionMeaning>> = {
  'sign-in': meaning('reader or nobody', 'came back from the sign-in; `again`: to prove once more who they are'),
  'sign-out': read(
    'a visit ended; `how`: asked, exit (Exit this page), issuer (back-channel logout), another-person (who signed in in the same browser)',
  ),
  visit: read('a page was asked for by somebody who has no standing any more; `route`: which. Never permitted'),
  'purpose-chosen': read('said why they read; `before`: the purpose until then'),
  'case-list': read('list of cases'),
  case: read('one case of the list'),
  timeline: read('timeline of a case, a page of it'),
  'timeline-stream': read('delivery of a live timeline'),
  'timeline-watch': read('an open page asked to be told of changes'),
  pattern: read('pattern of a case'),
  explanation: read('why an event is shown'),
  'case-overview': read('page of a case: overview'),
  'case-timeline': read('page of a case: timeline'),
  'case-search': read('page of a case: timeline, searched by words'),
  'case-pattern': read('page of a case: pattern'),
  'case-risk': read('page of a case: risk'),
  'case-voice': read('page of a case: what the people harmed said'),
  'case-sharing': read('page of a case: who shares what'),
  'case-print': read('everything that the reader is shown of a case, for paper'),
  'case-lookup': read('looked for a person by identifier and birth date'),
  justification: read('words for a purpose that asks for them'),
  approval: read('approval of a class for a reader'),
  'allocation-list': read('who is allocated to a case'),
  allocation: read('allocated a worker'),
  'allocation-end': read('ended an allocation'),
  'allocation-request': read('asked for an allocation'),
  'allocation-approval': read("approved an own worker's allocation"),
  'allocation-desk': read('allocation by the desk of a case'),
  'break-glass': read('opened emergency access'),
  'break-glass-list': read('emergency access that waits for a review'),
  'break-glass-reviewed': read('emergency access that was reviewed'),
  'break-glass-review': read('reviewed emergency access'),
  'break-glass-allow': read('allowed a second opening'),
  'confirmation-list': read('what nobody has confirmed yet'),
  confirmation: read('answered what waited for a confirmation'),
  recalls: read('notices that something read was changed since'),
  'recall-answer': read('answered a notice'),
  'harm-reviews': read('withdrawals that need a review of harm'),
  'publication-list': meaning('reader', 'list of what the agency published; of its system, too'),
  publication: meaning('agency system', 'what the agency published, one event'),
  'publication-open': read('opened what the agency published'),
  'key-add': meaning('agency system', 'added a key that its systems sign in with; `kid`: its thumbprint'),
  'key-retire': meaning('agency system', 'retired a key; `kid`: its thumbprint'),
  'audit-records': meaning('auditor', 'list of access records'),
  'audit-record': meaning('auditor', 'one access record, opened'),
  'audit-replay': meaning('auditor', 'ran recorded reads again'),
  'audit-replay-result': meaning('auditor', 'what a replay found'),
  erase: meaning(
    'releaser',
    '`erase`: `step`: people, propose or approve, and `erasure`, `kind`, `reason`, `classes` and random ids of cases and people; what it is of is in control.events, too',
  ),
  'subject-access-open': meaning('releaser', '`subject-access open`: the request, and the staff token of the second person'),
  'subject-access-pack': meaning('releaser', '`subject-access pack` and `export`: what was shown to who decides; `requester`, `person`'),
  'subject-access-decide': meaning('releaser', '`subject-access decide`: each field that was decided, with its reason'),
  'subject-access-approve': meaning('releaser', '`subject-access approve`; `decided`: the record of the decision'),
  'subject-access-export': meaning('releaser', '`subject-access export`; `sha256` of the file'),
  'retention-due': meaning('releaser', '`retention due`'),
  'retention-run': meaning('releaser', '`retention run`: the events that were erased; nobody where a timer did it'),
  'retention-decide': meaning('releaser', '`retention hold`, `lift` or `extend`; `kind`, `ground`, `until`'),
  'command-token': command('`token --as`: a token of the bundled sign-in'),
  'command-audit-replay': command('`audit replay`'),
  'command-audit-verify': command('`audit verify`'),
  'command-staff-change': command('`staff change`: a role, duties, or an end; who it is about is in control.events'),
  'command-agencies-register': command('`agencies register`; `agencies`: which'),
  'command-agency-key-add': command('`agencies keys add`'),
  'command-agency-key-retire': command('`agencies keys retire`'),
  'command-agency-keys-accept-loss': command('`agencies keys accept-loss`'),
  'command-keys-accept-loss': command('`keys accept-loss`; the reason is in the vault'),
  'command-policy-propose': meaning('releaser', '`policy release propose`; `by`: staff token, as in control.events'),
  'command-policy-approve': meaning('releaser', '`policy release approve`; `by` and `hash`'),
  'command-policy-explain': command('`policy explain`; `record`: of which read'),
  'command-backup': command('`backup`'),
  'command-restore': command('`restore`; put on record by the first start after it'),
  'command-master-key-rotate': command('`master-key rotate`; put on record by the next start'),
  'command-timeline-rebuild': command('`timeline rebuild`'),
}
