import { Client } from 'pg'

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The server's version, as `15.18`. Rejects when it does not answer. */
export function postgresVersion(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return rows[0]?.server_version.split(' ')[0] ?? ''
  })
}

/** Creates an empty database (UTF-8) beside the one of `url`, as its user; resolves with the new one's address. */
export async function createDatabase(url: string, name: string): Promise<string> {
  await withClient(url, (client) => client.query(`create database ${client.escapeIdentifier(name)} encoding 'UTF8' template template0`))
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}
