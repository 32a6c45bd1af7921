import { pbkdf2Sync, randomBytes } from 'node:crypto'

const ITERATIONS = 8192

/** The `--add-scram` argument of Kafka's StorageTool for one user, salted here: the password itself is in no process list (RFC 5802). */
export function scramArgument(user: string, password: string): string {
  const salt = randomBytes(24)
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 64, 'sha512')
  return `SCRAM-SHA-512=[name=${user},iterations=${String(ITERATIONS)},salt="${salt.toString('base64')}",saltedpassword="${salted.toString('base64')}"]`
}
