import { MOST_DAYS } from '../keys/limits.ts'
import { answer, pathParameter, problems } from './parts.ts'

const time = { type: 'string', format: 'date-time' }

/** What the keys' operations take and give. */
export const keySchemas = {
  AgencyKey: {
    type: 'object',
    required: ['kid', 'added_at', 'ends_at', 'last_used_at'],
    additionalProperties: false,
    properties: {
      kid: { type: 'string', description: 'JWK thumbprint, SHA-256 (RFC 7638)' },
      added_at: time,
      ends_at: time,
      last_used_at: { type: ['string', 'null'], format: 'date-time' },
    },
  },
  AgencyKeys: {
    type: 'object',
    required: ['items', 'next'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/AgencyKey' } },
      next: { type: ['string', 'null'], description: 'Null: they are all here' },
    },
  },
  AgencyKeyToAdd: {
    type: 'object',
    required: ['key', 'proof'],
    additionalProperties: false,
    properties: {
      key: {
        description: 'A public key: JWK (an object) or PEM (a text). Ed25519, P-256, or RSA with 2048 to 8192 bits.',
        type: ['object', 'string'],
      },
      proof: {
        type: 'string',
        maxLength: 4096,
        description:
          "A JWT that the private key has signed, with typ key-proof+jwt: iss and sub the agency's id, aud <origin>/v1/keys, iat, and exp at most an hour later. It shows that the key is the agency's own.",
      },
      days: { type: 'integer', minimum: 1, maximum: MOST_DAYS, default: MOST_DAYS, description: 'How long it may be used' },
    },
  },
} as const

export const keyPaths = {
  '/v1/keys': {
    get: {
      operationId: 'listKeys',
      tags: ['publish'],
      summary: "The keys that this agency's systems sign in with: neither retired nor ended, newest first",
      responses: { 200: answer('The keys', 'AgencyKeys'), ...problems(401, 403, 429, 503) },
    },
    post: {
      operationId: 'addKey',
      tags: ['publish'],
      summary: 'Add a public key, four at most',
      requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/AgencyKeyToAdd' } } } },
      responses: { 201: answer('It signs in from now on', 'AgencyKey'), ...problems(400, 401, 403, 409, 413, 415, 429, 503) },
    },
  },
  '/v1/keys/{kid}/retire': {
    post: {
      operationId: 'retireKey',
      tags: ['publish'],
      summary: 'Retire a key for ever; tokens that it was given end with it',
      parameters: [pathParameter('kid', 'Thumbprint of the key')],
      responses: { 204: { description: 'It signs nobody in any more' }, ...problems(401, 403, 404, 409, 429, 503) },
    },
  },
} as const
