import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { addPublicationsOfBefore } from '../../../consumers/timeline/publications-of-before.ts'
import { rebuildTimeline } from '../../../consumers/timeline/rebuild.ts'
import { createCaseEventWriter } from '../../../infra/event-log/case-events.ts'
import { caseLogOf, caseRecordOf } from '../../fixtures/case-records.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'
import { openEmbeddedParts, type EmbeddedParts } from '../../fixtures/embedded-parts.ts'

describe('a read store of before there were own publications', () => {
  let parts: EmbeddedParts
  beforeAll(async () => {
    parts = await openEmbeddedParts()
    const write = await createCaseEventWriter(parts.log, parts.registry)
    for (const name of ['kestrel', 'linnet'])
      await write(await Promise.all(demoEvents(name).map((event) => caseRecordOf(parts.vault, event, caseLogOf(name)))))
    await rebuildTimeline(parts)
  }, 120_000)
  afterAll(async () => {
    await parts.remove()
  })

  const rows = () => parts.store.db.selectFrom('publication').selectAll().orderBy('agency').orderBy('system').orderBy('event_id').execute()

  it('gets every event of a case in reach of its publisher, once', async () => {
    const made = await rows()
    expect(made).toHaveLength(demoEvents('kestrel').length + demoEvents('linnet').length)
    await parts.store.db.deleteFrom('publication').execute()
    const store = { ...parts.store, fresh: false }
    await addPublicationsOfBefore({ store })
    expect(await rows()).toEqual(made)
    await parts.store.db.deleteFrom('publication').execute()
    await addPublicationsOfBefore({ store })
    expect(await rows()).toEqual([])
  })
})
