import { createKeyToken, type KeyToken } from '../producers/agency-client/key-token.ts'
import { readKeyFile } from './agency-keys.ts'
import { sendCommand } from './socket.ts'

/** How a command signs in as an agency: a token, a file with the agency's private key, or the bundled sign-in of the service on the data folder. */
export interface SignInOptions {
  readonly data: string
  readonly token?: string | undefined
  readonly key?: string | undefined
  readonly url: () => Promise<string>
}

/** Gives bearer tokens for agencies; those of a key are renewed by themselves. */
export function tokenSource({ data, token, key, url }: SignInOptions): (agency: string) => Promise<string> {
  const kept = new Map<string, KeyToken>()
  const byKey = async (agency: string, file: string): Promise<string> => {
    const base = (await url()).replace(/\/+$/, '')
    const source = kept.get(agency) ?? createKeyToken(base, { agency, key: readKeyFile(file) })
    kept.set(agency, source)
    return source.current()
  }
  return async (agency) => {
    if (token !== undefined) return token
    return key === undefined ? String(await sendCommand(data, { command: 'token', arguments: { as: agency } })) : byKey(agency, key)
  }
}
