/** A response with a JSON body of a schema of the components. */
export const answer = (description: string, schema: string, headers?: object, example?: object): object => ({
  description,
  content: { 'application/json': { schema: reference('schemas', schema), ...(example === undefined ? {} : { example }) } },
  ...(headers === undefined ? {} : { headers }),
})

export const reference = (kind: 'schemas' | 'responses' | 'parameters' | 'headers', name: string): object => ({
  $ref: `#/components/${kind}/${name}`,
})

/** The problems of an operation, by status. */
export const problems = (...statuses: readonly number[]): Readonly<Record<string, object>> =>
  Object.fromEntries(statuses.map((status) => [String(status), reference('responses', `Problem${status}`)]))

export const pathParameter = (name: string, description: string): object => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
})
