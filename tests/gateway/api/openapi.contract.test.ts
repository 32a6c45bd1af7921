import { describe, expect, it } from '@jest/globals'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { openApiDocument } from '../../../gateway/api/openapi/document.ts'
import { loadCatalogue } from '../../../schemas/index.ts'

const OPENAPI = openApiDocument(loadCatalogue())

/** Public documents and lists take nothing from the asker, so there is no request that they could refuse. */
const ARGUED = new Set(['operation-4xx-response'])

describe('/openapi.json', () => {
  it('has nothing that the recommended rules of a linter find wrong, but for what is argued here', async () => {
    const problems = await lintFromString({ source: JSON.stringify(OPENAPI), config: await createConfig({ extends: ['recommended'] }) })
    expect(
      problems.filter(({ ruleId }) => !ARGUED.has(ruleId)).map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]),
    ).toEqual([])
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
