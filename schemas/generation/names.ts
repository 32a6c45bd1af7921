const words = (name: string): readonly string[] => name.split(/[._-]/).filter((word) => word !== '')

/** `behaviour.incident-recorded` → `BehaviourIncidentRecorded`. */
export const pascalCase = (name: string): string =>
  words(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** Lists whose type has a shorter name in the code. */
const SHORT: ReadonlyMap<string, string> = new Map([['sensitivity_class', 'ClassCode']])

/** TypeScript type of a code list: `agency_type` → `AgencyType`. */
export const codeTypeName = (list: string): string => SHORT.get(list) ?? pascalCase(list)

/** TypeScript interface of an event type's details. */
export const detailsTypeName = (eventType: string): string => `${pascalCase(eventType)}Details`

/** A text as a TypeScript string literal. */
export const literal = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', ' ')}'`
