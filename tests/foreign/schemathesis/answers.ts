import { readFileSync } from 'node:fs'

interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly security?: readonly unknown[]
}
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}
interface Har {
  readonly log: {
    readonly entries: readonly {
      readonly request: { readonly method: string; readonly url: string }
      readonly response: { readonly status: number }
    }[]
  }
}

const SHUT_OUT: ReadonlySet<number> = new Set([401, 403, 429])

/** The statuses that each operation was answered with, by a report in the HAR format. */
export function answersOf({ paths }: OpenApi, file: string): ReadonlyMap<Operation, ReadonlySet<number>> {
  const operations = Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        operation,
        method: method.toUpperCase(),
        pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{[a-z]+\}/g, '[^/]+')}$`),
        places: path.split('{').length,
      })),
    )
    // The address that is more exact comes first: /v1/cases/lookup is no case.
    .sort((one, other) => one.places - other.places)
  const answers = new Map(operations.map(({ operation }) => [operation, new Set<number>()]))
  for (const { request, response } of (JSON.parse(readFileSync(file, 'utf8')) as Har).log.entries) {
    const { pathname } = new URL(request.url)
    const asked = operations.find(({ method, pattern }) => method === request.method && pattern.test(pathname))
    if (asked !== undefined) answers.get(asked.operation)?.add(response.status)
  }
  return answers
}

/** Operations of a tag that want a token, and of which nothing was ever heard but 401, 403 and 429: they were not tested. */
export const shutOut = (answers: ReadonlyMap<Operation, ReadonlySet<number>>, tag: string): readonly string[] =>
  [...answers]
    .filter(
      ([{ tags, security }, statuses]) =>
        tags.includes(tag) && security === undefined && [...statuses].every((status) => SHUT_OUT.has(status)),
    )
    .map(([{ operationId }]) => operationId)
