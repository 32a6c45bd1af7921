import type { Response } from 'express'

/** Media type of a Confluent-compatible registry. */
export const REGISTRY_JSON = 'application/vnd.schemaregistry.v1+json'

/** What a registry refuses, with Confluent's codes: its clients tell by them whether a thing is missing or the request failed. */
export const REGISTRY_ERRORS = {
  'no-subject': { status: 404, code: 40401, message: 'Subject not found: GET /subjects lists them all.' },
  'no-version': { status: 404, code: 40402, message: 'Version not found: GET /subjects/{subject}/versions lists them all.' },
  'no-schema': {
    status: 404,
    code: 40403,
    message: 'Schema not found: use the id and the schema of GET /subjects/{subject}/versions/latest.',
  },
  'wrong-version': { status: 422, code: 42202, message: 'Invalid version: a number from 1 on, or latest (-1).' },
  'wrong-schema': { status: 422, code: 42201, message: 'Invalid schema: the body is {"schema": "<Avro, as JSON text>"}.' },
} as const

export type RegistryErrorName = keyof typeof REGISTRY_ERRORS

/** A refusal in a registry's words, on its way to the answer. */
export class RegistryRefusal extends Error {
  readonly code: RegistryErrorName
  constructor(code: RegistryErrorName) {
    super(REGISTRY_ERRORS[code].message)
    this.name = 'RegistryRefusal'
    this.code = code
  }
}

/** Sends a value as a registry does. */
export function sendRegistry(response: Response, value: unknown, status = 200): void {
  response.status(status).type(REGISTRY_JSON).end(JSON.stringify(value))
}
