/** Where a registry is, and how to sign in there. */
export interface Address {
  /** Without credentials, and without a slash at the end. */
  readonly host: string
  readonly auth?: { readonly username: string; readonly password: string }
}

/** Takes the credentials out of an address. Throws a TypeError for what is no address. */
export function addressOf(url: string): Address {
  const address = new URL(url)
  const { username, password } = address
  address.username = ''
  address.password = ''
  const host = address.href.replace(/\/+$/, '')
  return username === '' ? { host } : { host, auth: { username: decodeURIComponent(username), password: decodeURIComponent(password) } }
}
