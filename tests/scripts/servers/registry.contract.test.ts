import { describe, expect, it } from '@jest/globals'
import { startRegistry } from '../../../scripts/servers/registry.ts'

const schema = { type: 'record', name: 'Made', namespace: 'uk.throughline.test', fields: [] }

describe('a schema registry', () => {
  it('keeps a schema over a crash, and is gone after stop', async () => {
    const server = await startRegistry()
    const subjects = async (): Promise<unknown> => (await fetch(`${server.url}/subjects`)).json()
    const registered = await fetch(`${server.url}/subjects/uk.throughline.test.Made/versions`, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({ schema: JSON.stringify(schema) }),
    })
    expect(registered.status).toBe(200)
    await server.kill()
    await expect(subjects()).rejects.toThrow()
    await server.start()
    expect(await subjects()).toEqual(['uk.throughline.test.Made'])
    await server.stop()
    await expect(subjects()).rejects.toThrow()
  })
})
