import { describe, expect, it } from '@jest/globals'
import { CONTROL_CONSUMER } from '../../../consumers/control/start.ts'
import { ACTIVE_INTAKE_GROUP } from '../../../consumers/intake/member.ts'
import { RECEIPTS_GROUP } from '../../../consumers/intake/receipts/receipts-log.ts'
import { IMPORT_GROUP, INTAKE_GROUP } from '../../../consumers/intake/start.ts'
import { ERASURES_CONSUMER } from '../../../consumers/erasures/start.ts'
import { TRANSPARENCY_LOG_CONSUMER } from '../../../consumers/transparency-log/start.ts'
import { RECALLS_CONSUMER } from '../../../consumers/recalls/start.ts'
import { TIMELINE_CONSUMER } from '../../../consumers/timeline/start.ts'
import { desiredGrants, type Grant } from '../../../infra/topics/desired-grants.ts'
import { desiredTopics } from '../../../infra/topics/desired-topics.ts'
import { isEmpty, planFor } from '../../../infra/topics/plan.ts'
import type { ClusterState } from '../../../infra/topics/cluster-plan.ts'
import { planLines } from '../../../infra/topics/words.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const AGENCIES = [agencyNamed('norshire-police'), agencyNamed('norshire-idva')]
const settled = (agencies: readonly AgencyId[], brokers = 3): ClusterState => ({
  brokers,
  topics: new Map(desiredTopics(agencies, brokers).map((spec) => [spec.topic, spec])),
  grants: desiredGrants(agencies),
})
const rights = (principal: string, agencies = AGENCIES): readonly string[] =>
  desiredGrants(agencies)
    .filter((grant) => grant.principal === principal)
    .map(({ operation, resource, name, pattern }) => `${operation} ${resource} ${name}${pattern === 'prefixed' ? '*' : ''}`)
const grant: Grant = {
  principal: 'User:agency.gone',
  permission: 'allow',
  operation: 'WRITE',
  resource: 'topic',
  name: 'agency.gone.events',
  pattern: 'literal',
  host: '*',
}

describe('the topics of an installation', () => {
  it('are copied three times and never lose what was acknowledged, where there are three brokers', () => {
    for (const { replication, configs } of desiredTopics(AGENCIES, 3)) {
      expect(replication).toBe(3)
      expect(configs).toMatchObject({
        'min.insync.replicas': '2',
        'unclean.leader.election.enable': 'false',
        'message.timestamp.type': 'LogAppendTime',
      })
    }
    expect(new Set(desiredTopics(AGENCIES, 1).map(({ replication }) => replication))).toEqual(new Set([1]))
  })

  it("store an inbox uncompressed, so that no agency's codec stops intake", () => {
    expect(
      desiredTopics([agencyNamed('norshire-police')], 3)
        .filter(({ configs }) => configs['compression.type'] === 'uncompressed')
        .map(({ topic }) => topic),
    ).toEqual(['agency.norshire-police.events', 'agency.norshire-police.import'])
  })

  it('keep the record for ever, an inbox until it is trimmed, and receipts for 30 days', () => {
    const kept = Object.fromEntries(
      desiredTopics([agencyNamed('norshire-police')], 3).map(({ topic, partitions, configs }) => [
        topic,
        [partitions, configs['retention.ms']],
      ]),
    )
    expect(kept).toEqual({
      'case.events': [64, '-1'],
      'links.events': [1, '-1'],
      'unlinked.events': [1, '-1'],
      'control.events': [1, '-1'],
      'access.log': [1, '-1'],
      'agency.norshire-police.events': [1, '-1'],
      'agency.norshire-police.import': [1, '-1'],
      'agency.norshire-police.receipts': [1, String(30 * 86_400_000)],
    })
  })
})

describe('rights', () => {
  it('let an agency write its inbox and read its receipts, and nothing else', () => {
    expect(rights('User:agency.norshire-police')).toEqual([
      'WRITE topic agency.norshire-police.events',
      'DESCRIBE topic agency.norshire-police.events',
      'WRITE topic agency.norshire-police.import',
      'DESCRIBE topic agency.norshire-police.import',
      'READ topic agency.norshire-police.receipts',
      'DESCRIBE topic agency.norshire-police.receipts',
      'READ group agency.norshire-police.*',
    ])
  })

  it('name the groups that the consumers are in', () => {
    const groups = ['intake', 'timeline', 'control', 'gateway'].map((name) =>
      rights(`User:throughline-${name}`).filter((line) => /^READ group [a-z-]+$/.test(line)),
    )
    expect(groups).toEqual(
      [
        [INTAKE_GROUP, IMPORT_GROUP, RECEIPTS_GROUP, ACTIVE_INTAKE_GROUP],
        [TIMELINE_CONSUMER, RECALLS_CONSUMER, ERASURES_CONSUMER, TRANSPARENCY_LOG_CONSUMER],
        [CONTROL_CONSUMER],
        [],
      ].map((names) => names.map((name) => `READ group ${name}`)),
    )
  })

  it('let nobody read or write everything, create topics, or delete a record topic', () => {
    for (const { resource, name, pattern, operation } of desiredGrants(AGENCIES)) {
      expect(name).not.toBe('*')
      expect(pattern === 'prefixed' && resource === 'topic').toBe(false)
      expect(['ALL', 'CREATE', 'ALTER', 'ALTER_CONFIGS']).not.toContain(operation)
      if (operation === 'DELETE') expect(name).toMatch(/^agency\..*\.(events|import)$/)
    }
    expect(rights('User:throughline-timeline')).not.toContain('WRITE topic case.events')
    expect(rights('User:throughline-gateway')).not.toContain('WRITE topic case.events')
  })

  it('of one process that serves everything are those of all the services', () => {
    const all = ['intake', 'timeline', 'gateway', 'control']
      .flatMap((name) => rights(`User:throughline-${name}`))
      .filter((line) => !line.includes('group throughline-'))
    expect(new Set(rights('User:throughline'))).toEqual(new Set([...all, 'READ group throughline.*']))
  })
})

describe('a plan', () => {
  it('is empty for a cluster that is as it must be', () => {
    const plan = planFor(AGENCIES, settled(AGENCIES))
    expect(isEmpty(plan)).toBe(true)
    expect(planLines(plan)).toEqual(['Nothing to change.'])
  })

  it('adds what a new agency needs, with the line for its quota', () => {
    const plan = planFor([...AGENCIES, agencyNamed('westmere-police')], settled(AGENCIES))
    expect(plan.addTopics.map(({ topic }) => topic)).toEqual([
      'agency.westmere-police.events',
      'agency.westmere-police.import',
      'agency.westmere-police.receipts',
    ])
    expect(plan.addGrants.every(({ name }) => name.startsWith('agency.westmere-police.'))).toBe(true)
    expect(plan.quotas).toEqual([expect.stringContaining('--entity-name agency.westmere-police --add-config producer_byte_rate=')])
  })

  it('changes a config back and sends them all, since Kafka replaces them all', () => {
    const state = settled(AGENCIES)
    const was = state.topics.get('case.events')
    if (was === undefined) throw new Error('No such topic.')
    const topics = new Map(state.topics).set('case.events', {
      ...was,
      configs: { ...was.configs, 'retention.ms': '1000', 'segment.bytes': '1' },
    })
    const [change] = planFor(AGENCIES, { ...state, topics }).changeTopics
    expect(change?.configs).toEqual(was.configs)
    expect(change?.changes).toEqual([
      { name: 'retention.ms', from: '1000', to: '-1' },
      { name: 'segment.bytes', from: '1', to: undefined },
    ])
  })

  it('stops at another partition count, and at fewer copies', () => {
    const state = settled(AGENCIES)
    const was = state.topics.get('case.events')
    if (was === undefined) throw new Error('No such topic.')
    const plan = planFor(AGENCIES, {
      ...state,
      topics: new Map(state.topics).set('case.events', { ...was, partitions: 12, replication: 1 }),
    })
    expect(plan.obstacles).toEqual([
      { code: 'partition-count', topic: 'case.events', is: 12, should: 64 },
      { code: 'replication', topic: 'case.events', is: 1, should: 3 },
    ])
  })

  it('takes rights from an agency that is gone and keeps its topics, and leaves the rights of others alone', () => {
    const operator: Grant = { ...grant, principal: 'User:operator' }
    const plan = planFor(AGENCIES, {
      ...settled([...AGENCIES, agencyNamed('gone')]),
      grants: [...desiredGrants([...AGENCIES, agencyNamed('gone')]), operator],
    })
    expect(plan.removeGrants).toContainEqual(grant)
    expect(plan.removeGrants).not.toContainEqual(operator)
    expect([plan.addTopics, plan.changeTopics, plan.addGrants]).toEqual([[], [], []])
  })

  it('leaves an agency its rights that nobody has said is gone, names it, and takes nothing of it', () => {
    const plan = planFor(AGENCIES, { ...settled(AGENCIES), grants: desiredGrants([...AGENCIES, agencyNamed('to-come')]) }, { remove: [] })
    expect([plan.removeGrants, plan.kept]).toEqual([[], ['to-come']])
    expect(planLines(plan).join('\n')).toContain('--remove to-come')
    expect(
      planFor(AGENCIES, { ...settled(AGENCIES), grants: desiredGrants([...AGENCIES, agencyNamed('to-come')]) }, { remove: ['to-come'] }),
    ).toMatchObject({
      kept: [],
      removeGrants: expect.arrayContaining([expect.objectContaining({ principal: 'User:agency.to-come' })]) as unknown,
    })
  })

  it('leaves services what they may on the topics of an agency that is shut out: what it published before is still taken in', () => {
    const grants = desiredGrants([...AGENCIES, agencyNamed('gone')])
    const there = planFor(AGENCIES, { ...settled([...AGENCIES, agencyNamed('gone')]), grants }, { remove: ['gone'] })
    expect([...new Set(there.removeGrants.map(({ principal }) => principal))]).toEqual(['User:agency.gone'])
    expect([there.kept, there.addGrants]).toEqual([[], []])
    const after = grants.filter((grant) => !there.removeGrants.includes(grant))
    expect(planFor(AGENCIES, { ...settled([...AGENCIES, agencyNamed('gone')]), grants: after }, { remove: [] })).toMatchObject({
      removeGrants: [],
      kept: [],
    })
    const topicsGone = planFor(AGENCIES, { ...settled(AGENCIES), grants: after }, { remove: ['gone'] })
    expect(topicsGone.removeGrants.map(({ principal }) => principal)).toContain('User:throughline-intake')
  })

  it('with a prefix names topics, groups, users and quotas by it, and neither sees nor takes what another installation has', () => {
    const other = settled(AGENCIES)
    const plan = planFor([agencyNamed('norshire-police')], other, { prefix: 'west.' })
    expect(plan.removeGrants).toEqual([])
    expect(plan.addTopics.map(({ topic }) => topic)).toEqual(
      desiredTopics([agencyNamed('norshire-police')], 3).map(({ topic }) => `west.${topic}`),
    )
    expect(plan.addGrants.every(({ principal, name }) => principal.startsWith('User:west.') && name.startsWith('west.'))).toBe(true)
    expect(plan.quotas).toEqual([expect.stringContaining('--entity-name west.agency.norshire-police ')])
    const both: ClusterState = {
      brokers: 3,
      topics: new Map([...other.topics, ...plan.addTopics.map((spec) => [spec.topic, spec] as const)]),
      grants: [...(other.grants ?? []), ...plan.addGrants],
    }
    expect(isEmpty(planFor([agencyNamed('norshire-police')], both, { prefix: 'west.' }))).toBe(true)
    expect(isEmpty(planFor(AGENCIES, both))).toBe(true)
    const tooMuch: Grant = { ...grant, principal: 'User:west.throughline-intake', name: 'case.events' }
    expect(
      planFor([agencyNamed('norshire-police')], { ...both, grants: [...(both.grants ?? []), tooMuch] }, { prefix: 'west.' }).removeGrants,
    ).toEqual([tooMuch])
  })

  it('says so when the cluster has no authorizer', () => {
    const plan = planFor(AGENCIES, { ...settled(AGENCIES), grants: undefined })
    expect(isEmpty(plan)).toBe(true)
    expect(planLines(plan).join()).toContain('no authorizer')
  })
})
