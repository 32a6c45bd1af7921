import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { logHeads } from './log-heads.ts'

/** Number of the form of a backup's file. A release that changes it reads each earlier one. */
const FORMAT = 1
export const MANIFEST = 'manifest.json'

const hex = z.string().regex(/^[0-9a-f]{64}$/)
/** A path below the data folder: no way out of it. */
const path = z
  .string()
  .regex(/^[a-z][a-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)?$/)
  .refine((text) => !text.includes('..'))
const offset = z.number().int().min(0)

const manifest = z.strictObject({
  format: z.literal(FORMAT),
  /** Version of the program that made it. */
  throughline: z.string(),
  /** When the copy began: what was accepted before is in it. */
  made_at: z.iso.datetime(),
  parts: z.array(z.strictObject({ path, bytes: offset, sha256: hex })),
  /** Where each log ends in the copy, and the SHA-256 of its last value. */
  logs: z.array(z.strictObject({ topic: z.string(), partition: offset, start: offset, end: offset, last_sha256: hex.nullable() })),
})
export type Manifest = z.infer<typeof manifest>
export type ManifestPart = Manifest['parts'][number]

/** Reads a manifest; throws ZodError or SyntaxError for what is none. */
export const readManifest = (text: string): Manifest => manifest.parse(JSON.parse(text))

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** What a manifest says of a part. */
export const describePart = async (folder: string, at: string): Promise<ManifestPart> => ({
  path: at,
  bytes: statSync(join(folder, at)).size,
  sha256: await sha256(join(folder, at)),
})

/** The manifest of the parts that were copied into a folder. */
export async function makeManifest(
  folder: string,
  paths: readonly string[],
  { madeAt, version }: { readonly madeAt: number; readonly version: string },
): Promise<Manifest> {
  const parts: ManifestPart[] = []
  for (const at of paths) parts.push(await describePart(folder, at))
  return { format: FORMAT, throughline: version, made_at: new Date(madeAt).toISOString(), parts, logs: logHeads(folder) }
}
