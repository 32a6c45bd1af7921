import { onRecord } from './headers.ts'
import { answer, pathParameter, problems } from './parts.ts'

const open: readonly never[] = []

/** A part of an address that may have slashes. */
const tileParameter = {
  ...pathParameter(
    'path',
    'Index in groups of three digits, each but the last after x and before a slash; .p/ and the width where it is partial',
  ),
  example: 'x001/x234/067.p/8',
}

const countParameter = (name: string, description: string, required = false): object => ({
  name,
  in: 'query',
  required,
  description,
  schema: { type: 'integer', format: 'int64', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
})

const text = (description: string, example: string, headers?: object): object => ({
  description,
  content: { 'text/plain': { schema: { type: 'string' }, example } },
  ...(headers === undefined ? {} : { headers }),
})
const bytes = (description: string, headers?: object): object => ({
  description,
  content: { 'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } },
  ...(headers === undefined ? {} : { headers }),
})

const CHECKPOINT =
  'throughline.example.org/log\n42\nq1qQWVZJGtZYyGWXyKGxMpmVwfxxLnIVgYg6cYcjIEM=\n\n\u2014 throughline.example.org/log PlRNCrwHYqhVpx0i\n'

/** The transparency log, as C2SP tlog-tiles has it. */
export const logPaths = {
  '/v1/log/checkpoint': {
    get: {
      operationId: 'readLogCheckpoint',
      tags: ['audit'],
      security: open,
      summary: 'The newest signed checkpoint of the transparency log (C2SP tlog-checkpoint)',
      responses: { 200: text('A signed note', CHECKPOINT), ...problems(404, 429) },
    },
  },
  '/v1/log/key': {
    get: {
      operationId: 'readLogKey',
      tags: ['audit'],
      security: open,
      summary: 'The key by which checkpoints are checked (C2SP signed-note)',
      responses: {
        200: text('The verifier key', 'throughline.example.org/log+3e544d0a+AZ8tOjv6mS0zQ5xNNDdBXM9cI4yS0bT0m0gTgN3WqH1g\n'),
        ...problems(404, 429),
      },
    },
  },
  '/v1/log/tile/{level}/{path}': {
    get: {
      operationId: 'readLogTile',
      tags: ['audit'],
      security: open,
      summary: 'A tile of hashes of the transparency log (C2SP tlog-tiles)',
      parameters: [pathParameter('level', '0 for hashes of leaves, up to 63'), tileParameter],
      responses: { 200: bytes('Up to 256 hashes of 32 bytes'), ...problems(404, 429) },
    },
  },
  '/v1/log/tile/entries/{path}': {
    get: {
      operationId: 'readLogEntries',
      tags: ['audit'],
      summary: 'A bundle of entries of the transparency log (C2SP tlog-tiles)',
      parameters: [tileParameter],
      responses: {
        200: bytes('Up to 256 entries, each behind its length in two bytes', onRecord),
        ...problems(401, 403, 404, 429, 503),
      },
    },
  },
  '/v1/log/proofs/inclusion': {
    get: {
      operationId: 'proveInclusion',
      tags: ['audit'],
      summary: 'Proof that an access record is in the transparency log; as text/plain a file that is checked without it (C2SP tlog-proof)',
      parameters: [
        { name: 'record', in: 'query', description: 'Id of the access record; or else index', schema: { type: 'string', format: 'uuid' } },
        countParameter('index', 'Index of the leaf; or else record'),
        countParameter('size', 'Leaves of the tree; default: those of the newest checkpoint that has the leaf'),
      ],
      responses: {
        200: {
          description: 'The proof, its hashes in base64, the sibling of the leaf first',
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/InclusionProof' } },
            'text/plain': { schema: { type: 'string' } },
          },
          headers: onRecord,
        },
        ...problems(400, 401, 403, 404, 429, 503),
      },
    },
  },
  '/v1/log/proofs/consistency': {
    get: {
      operationId: 'proveConsistency',
      tags: ['audit'],
      summary: 'Proof that one tree of the transparency log is the beginning of a later one',
      parameters: [
        countParameter('from', 'Leaves of the first tree', true),
        countParameter('to', 'Leaves of the second tree, at most those of the newest checkpoint', true),
      ],
      responses: { 200: answer('The proof', 'ConsistencyProof', onRecord), ...problems(400, 401, 403, 429, 503) },
    },
  },
} as const

const hash = { type: 'string', contentEncoding: 'base64', minLength: 44, maxLength: 44 } as const
const hashes = { type: 'array', maxItems: 128, items: hash } as const
const size = { type: 'integer', format: 'int64', minimum: 0 } as const

export const logSchemas = {
  InclusionProof: {
    type: 'object',
    required: ['index', 'size', 'root', 'hashes', 'checkpoint'],
    properties: {
      index: size,
      size,
      root: hash,
      hashes,
      checkpoint: { type: ['string', 'null'], description: 'The signed checkpoint of that tree, where it is the newest that has the leaf' },
    },
  },
  ConsistencyProof: {
    type: 'object',
    required: ['from', 'to', 'roots', 'hashes'],
    properties: { from: size, to: size, roots: { type: 'array', minItems: 2, maxItems: 2, items: hash }, hashes },
  },
} as const
