import { onRecord } from './headers.ts'
import { answer, pathParameter, problems, reference } from './parts.ts'

export const auditPaths = {
  '/v1/access-records': {
    get: {
      operationId: 'listAccessRecords',
      tags: ['audit'],
      summary: 'Who read what, oldest first',
      parameters: [reference('parameters', 'after'), reference('parameters', 'limit')],
      responses: { 200: answer('Access records', 'AccessRecords', onRecord), ...problems(400, 401, 403, 404, 429, 503) },
    },
  },
  '/v1/access-records/{id}': {
    get: {
      operationId: 'readAccessRecord',
      tags: ['audit'],
      summary: 'One access record with its opening',
      parameters: [pathParameter('id', 'Access record id')],
      responses: { 200: answer('The access record', 'AccessRecord', onRecord), ...problems(401, 403, 404, 429, 503) },
    },
  },
  '/v1/replays': {
    post: {
      operationId: 'startReplay',
      tags: ['audit'],
      summary: 'Run recorded reads again and compare',
      requestBody: { required: true, content: { 'application/json': { schema: reference('schemas', 'ReplayRange') } } },
      responses: {
        200: answer('Done', 'Replay', onRecord),
        202: answer('Still running; ask by id', 'Replay', onRecord),
        ...problems(400, 401, 403, 413, 415, 429, 503),
      },
    },
  },
  '/v1/replays/{id}': {
    get: {
      operationId: 'readReplay',
      tags: ['audit'],
      summary: 'What a replay found',
      parameters: [pathParameter('id', 'Replay id')],
      responses: {
        200: answer('Done', 'Replay', onRecord),
        202: answer('Still running', 'Replay', onRecord),
        ...problems(401, 403, 404, 429, 503),
      },
    },
  },
} as const
