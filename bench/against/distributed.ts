import { rmSync } from 'node:fs'
import { Kafka, logLevel } from 'kafkajs'
import { Client } from 'pg'
import { openDistributedColumn, type EmptyPlaces } from '../../tests/fixtures/distributed-column.ts'
import { environmentOfPlaces } from '../members/places.ts'
import type { Installations, InstallationsOptions } from './installations.ts'
import { makeTemplate } from './template.ts'

/** Deletes the topics of a prefix. */
async function deleteTopics(brokers: readonly string[], prefix: string): Promise<void> {
  const admin = new Kafka({ brokers: [...brokers], clientId: 'bench', logLevel: logLevel.ERROR }).admin()
  await admin.connect()
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix))
    if (topics.length > 0) await admin.deleteTopics({ topics })
  } finally {
    await admin.disconnect()
  }
}

async function dropDatabase(databaseUrl: string): Promise<void> {
  const address = new URL(databaseUrl)
  const name = address.pathname.slice(1)
  address.pathname = '/postgres'
  const client = new Client({ connectionString: address.href })
  await client.connect()
  try {
    await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`)
  } finally {
    await client.end()
  }
}

async function removePlaces({ places: { kafka }, databaseUrl }: EmptyPlaces): Promise<void> {
  if (kafka?.prefix !== undefined) await deleteTopics(kafka.brokers, kafka.prefix)
  await dropDatabase(databaseUrl)
}

/**
 * On Kafka, a registry and PostgreSQL, which both builds share: each installation has topics of a prefix of its own, and a database; the build makes agencies and case anew in each, for topics cannot be
 * copied. Rejects with a ServerFailure where there are no servers.
 */
export async function distributedInstallations({ work, newPath, cleanup }: InstallationsOptions): Promise<Installations> {
  const servers = await openDistributedColumn()
  const left = new Set<() => Promise<void>>()
  return {
    column: 'distributed',
    fresh: async (build) => {
      const empty = await servers.another()
      const data = newPath()
      const places = environmentOfPlaces(empty.places)
      await makeTemplate(build, { data, places }, work, cleanup)
      const remove = async (): Promise<void> => {
        left.delete(remove)
        await removePlaces(empty)
        rmSync(data, { recursive: true, force: true })
      }
      left.add(remove)
      return { data, places, remove }
    },
    places: async () => (await servers.another()).places,
    close: async () => {
      for (const remove of left) await remove()
      await servers.close()
    },
  }
}
