import { describe, expect, it } from '@jest/globals'
import { topicSpec } from '../../../infra/topics/desired-topics.ts'
import { wrongSettings } from '../../../infra/topics/record-settings.ts'

const topic = 'case.events'
const found = (replication: number, configs: Readonly<Record<string, string>>) =>
  wrongSettings({ topic, replication, configs: { ...topicSpec(topic, 64, replication).configs, ...configs } })

describe('settings by which a cluster may lose the record', () => {
  it('are none as topics apply makes them, with one broker or three', () => {
    expect([found(1, {}), found(3, {}), found(3, { 'min.insync.replicas': '3' })]).toEqual([[], [], []])
  })

  it.each([
    ['retention.ms', '1000', '-1'],
    ['retention.bytes', '1', '-1'],
    ['cleanup.policy', 'compact', 'delete'],
    ['unclean.leader.election.enable', 'true', 'false'],
    ['min.insync.replicas', '1', '2'],
  ])('are named: %s=%s', (setting, is, should) => {
    expect(found(3, { [setting]: is })).toEqual([{ topic, setting, is, should }])
  })

  it('are not guessed where they may not be seen', () => {
    expect(wrongSettings({ topic, replication: 3, configs: undefined })).toEqual([])
  })
})
