import { isDateTime, isUuid } from './formats.ts'
import { isAgencyId, type AgencyId } from '../ids.ts'
import { isObject } from '../avro/json-object.ts'
import { missing, report, unknownField } from './check-run.ts'
import type { Run } from './check-run.ts'

/** `/agencies/<agency>/<system>`, each part lower-case letters, digits, `-` and `_`. */
const sourcePattern = /^\/agencies\/([a-z0-9][a-z0-9_-]{0,63})\/([a-z0-9][a-z0-9_-]{0,63})$/
/** CloudEvents 1.0, naming conventions. */
const extensionName = /^[a-z0-9]{1,20}$/
const jsonMediaType = /^application\/json\s*(?:;|$)/i

/** The required attributes, as they must be. */
const required: readonly { readonly name: string; readonly test: (text: string) => boolean; readonly expected: string }[] = [
  { name: 'specversion', test: (text) => text === '1.0', expected: '1.0' },
  { name: 'id', test: isUuid, expected: 'a UUID in lower case' },
  { name: 'source', test: (text) => sourcePattern.test(text), expected: '/agencies/<agency>/<system>' },
  { name: 'type', test: () => true, expected: 'an event type' },
  { name: 'time', test: isDateTime, expected: 'a date-time with offset, YYYY-MM-DDThh:mm:ss+hh:mm (RFC 3339)' },
]
const known: ReadonlySet<string> = new Set([...required.map(({ name }) => name), 'data', 'datacontenttype'])

/** Agency and system of a CloudEvents source. */
export function parseSource(source: string): { readonly agency: AgencyId; readonly system: string } | undefined {
  const [, agency, system] = sourcePattern.exec(source) ?? []
  return agency === undefined || !isAgencyId(agency) || system === undefined ? undefined : { agency, system }
}

/**
 * Checks the CloudEvents 1.0 attributes. Extension attributes with a valid name may stand there and are ignored, as the specification asks;
 * anything else is an unknown field.
 */
export function checkAttributes(run: Run, event: Readonly<Record<string, unknown>>): void {
  for (const { name, test, expected } of required) {
    const value = event[name]
    if (value === undefined || value === null) missing(run, `/${name}`, expected)
    else if (typeof value !== 'string') report(run, `/${name}`, 'wrong-type', 'Must be a string.')
    else if (!test(value)) report(run, `/${name}`, 'wrong-format', `Must be ${expected}.`)
  }
  const contentType = event.datacontenttype
  if (contentType !== undefined && contentType !== null && (typeof contentType !== 'string' || !jsonMediaType.test(contentType)))
    report(run, '/datacontenttype', typeof contentType === 'string' ? 'wrong-format' : 'wrong-type', 'Must be application/json.')
  for (const name of Object.keys(event)) if (!known.has(name)) checkExtension(run, name, event[name])
}

function checkExtension(run: Run, name: string, value: unknown): void {
  if (!extensionName.test(name)) unknownField(run, '', name, known)
  else if (isObject(value) || Array.isArray(value) || (typeof value === 'number' && !Number.isInteger(value)))
    report(run, `/${name}`, 'wrong-type', 'An extension attribute must be a string, a boolean or a whole number.')
}
