import { describe, expect, it } from '@jest/globals'
import { Parser } from '@asyncapi/parser'
import { asyncApiDocument } from '../../../gateway/api/asyncapi/document.ts'
import { loadCatalogue, loadExamples, loadRecords, recordOf } from '../../../schemas/index.ts'

const catalogue = loadCatalogue()
const document = asyncApiDocument({ catalogue, examples: loadExamples(), receipt: recordOf(loadRecords(), 'receipt') })

describe('/asyncapi.json', () => {
  it('is AsyncAPI 3 in which its own parser finds nothing wrong', async () => {
    const { document: parsed, diagnostics } = await new Parser().parse(JSON.stringify(document))
    // 3.0.0 is what generators know (decision 82); that there is a newer one is all that the parser has to say.
    expect(
      diagnostics.map(({ code, path, message }) => [code, path.join('/'), message]).filter(([code]) => code !== 'asyncapi-latest-version'),
    ).toEqual([])
    expect(parsed?.version()).toBe('3.0.0')
  }, 60_000)

  it('has every type as a message that an agency may send, and receipts as one that it receives', async () => {
    const { document: parsed } = await new Parser().parse(JSON.stringify(document))
    const operations = parsed?.operations().all() ?? []
    const sent = operations
      .filter((operation) => operation.isSend())
      .map((operation) =>
        operation
          .messages()
          .all()
          .map((message) => message.name())
          .sort(),
      )
    expect(sent).toEqual([[...catalogue.types.keys()].sort(), [...catalogue.types.keys()].sort()])
    expect(
      operations
        .filter((operation) => operation.isReceive())
        .flatMap((operation) =>
          operation
            .messages()
            .all()
            .map((message) => message.name()),
        ),
    ).toEqual(['receipt'])
  }, 60_000)
})
