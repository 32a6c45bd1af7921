/** Families of event types (domain, A.3). */
const FAMILIES = [
  ['F1', 'Behaviour and pattern'],
  ['F2', 'Risk'],
  ['F3', 'Engagement and accountability'],
  ['F4', 'Programme and case management'],
  ['F5', 'Out-of-court resolution and bail'],
  ['F6', 'Court, custody, orders, monitoring'],
  ['F7', 'Disclosure'],
  ['F8', 'Multi-agency meetings'],
  ['F9', 'Child and family court'],
  ['F10', 'Health, housing, substance use'],
  ['F11', 'Voice, consent and rights'],
  ['F12', 'Register, outcomes, records, case administration'],
] as const

/** Families in their order. */
export const families: readonly { readonly code: string; readonly label: string }[] = FAMILIES.map(([code, label]) => ({ code, label }))

/** Choices of a filter; all of them always, whatever a case holds. */
export const familyChoices = (
  chosen: string | undefined,
): readonly { readonly value: string; readonly text: string; readonly selected?: boolean }[] => [
  { value: '', text: 'All kinds' },
  ...FAMILIES.map(([value, text]) => ({ value, text, selected: value === chosen })),
]
