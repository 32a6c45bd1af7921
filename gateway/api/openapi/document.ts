import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import { eventComponents } from '../../../schemas/index.ts'
import { alertPaths } from './alert-paths.ts'
import { alertSchemas } from './alert-schemas.ts'
import { allocationPaths } from './allocation-paths.ts'
import { auditQuestionPaths } from './audit-question-paths.ts'
import { auditQuestionSchemas } from './audit-question-schemas.ts'
import { auditPaths } from './audit-paths.ts'
import { cataloguePaths, operationPaths } from './catalogue-paths.ts'
import { registryPaths } from './registry-paths.ts'
import { confirmationPaths } from './confirmation-paths.ts'
import { headers, pathsWithHeaders } from './headers.ts'
import { logPaths, logSchemas } from './log-paths.ts'
import { keyPaths } from './key-paths.ts'
import { parameters, responses, schemas } from './components.ts'
import { publishPaths } from './publish-paths.ts'
import { publicationPaths } from './publication-paths.ts'
import { recallPaths } from './recall-paths.ts'
import { readPaths } from './read-paths.ts'
import { stepUpPaths } from './step-up-paths.ts'
import { tokenPaths, tokenSchemas } from './token-paths.ts'

const OPENAPI = {
  openapi: '3.1.1',
  info: {
    title: 'Throughline',
    version: '1.0.0',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    description:
      'Agencies publish what a perpetrator did and what was done about it; readers get the part of a case that their purpose allows. ' +
      'Every read is on record before it is answered. Errors are application/problem+json (RFC 9457) and never hold a submitted value; the address in `type` says what each means. ',
  },
  servers: [{ url: '/' }],
  tags: [
    { name: 'publish', description: "For agencies' systems" },
    { name: 'read', description: 'For people, by purpose' },
    { name: 'step-up', description: 'For people: justifications, approvals, emergency access and its reviews' },
    { name: 'audit', description: 'For auditors' },
    { name: 'catalogue', description: 'What can be said' },
    { name: 'operations', description: 'For who runs it' },
  ],
  paths: pathsWithHeaders({
    ...publishPaths,
    ...tokenPaths,
    ...publicationPaths,
    ...keyPaths,
    ...readPaths,
    ...recallPaths,
    ...stepUpPaths,
    ...allocationPaths,
    ...confirmationPaths,
    ...auditPaths,
    ...alertPaths,
    ...auditQuestionPaths,
    ...logPaths,
    ...cataloguePaths,
    ...registryPaths,
    ...operationPaths,
  }),
  components: {
    securitySchemes: {
      bearer: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'Audience throughline. People: sub, agency, role. Systems: kind agency, agency.',
      },
    },
    parameters,
    headers,
    responses,
    schemas: { ...schemas, ...alertSchemas, ...tokenSchemas, ...auditQuestionSchemas, ...logSchemas },
  },
  security: [{ bearer: [] }],
} as const

/** The gateway's HTTP interface (OpenAPI 3.1), with every event type of the catalogue as a schema. A test holds it to the route table. Pure. */
export const openApiDocument = (catalogue: Catalogue): typeof OPENAPI => ({
  ...OPENAPI,
  components: { ...OPENAPI.components, schemas: { ...OPENAPI.components.schemas, ...eventComponents(catalogue) } },
})
