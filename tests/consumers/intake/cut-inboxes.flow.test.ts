import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { findingWords } from '../../../commands/finding-words.ts'
import { cutInboxes } from '../../../consumers/intake/cut-inboxes.ts'
import { INTAKE_GROUP } from '../../../consumers/intake/start.ts'
import { openSqliteEventLog } from '../../../infra/event-log/sqlite/sqlite-event-log.ts'
import { inboxTopic, inboxTopics } from '../../../infra/event-log/topics.ts'
import { fixtureClock } from '../../fixtures/clock.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

it('events that were lost from an inbox before they were taken are counted; what was taken may go', async () => {
  const folder = temporaryFolder()
  const log = await openSqliteEventLog({ folder: join(folder.path, 'log'), clock: fixtureClock() })
  const topic = inboxTopic(agencyNamed('norshire-police'))
  for (const name of inboxTopics(agencyNamed('norshire-police'))) await log.createTopic(name, { partitions: 1 })
  await log.append(Array.from({ length: 10 }, (_, index) => ({ topic, key: null, value: Buffer.from(String(index)) })))
  await log.commit(INTAKE_GROUP, [{ topic, partition: 0, offset: 4 }])
  await log.trim(topic, 0, 4)
  expect(await cutInboxes(log)).toEqual([])
  await log.trim(topic, 0, 7)
  const findings = await cutInboxes(log)
  expect(findings).toEqual([{ code: 'inbox-cut', in: 'log', topic, partition: 0, offset: 4, records: 3 }])
  expect(findings.map(findingWords)).toEqual([
    expect.stringContaining('3 records gone from agency.norshire-police.events before intake had taken them: offsets 4 to 6.'),
  ])
  await log.close()
  folder.remove()
})
