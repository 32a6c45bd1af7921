import { z } from 'zod'

/** Cedar's JSON of a comparison, as far as it is looked at. */
const BINARY = ['==', '!=', 'contains', 'containsAll', 'containsAny'] as const
const sides = z.object({ left: z.unknown(), right: z.unknown() })
const ofContext = z.object({ '.': z.object({ left: z.object({ Var: z.literal('context') }), attr: z.string() }) })
const literal = z.object({ Value: z.union([z.string(), z.array(z.unknown())]) })
const set = z.object({ Set: z.array(z.unknown()) })

/** Texts that an expression is made of, alone or in a set. */
function textsIn(expression: unknown): readonly string[] {
  const value = literal.safeParse(expression).data?.Value
  if (value !== undefined) return [value].flat().filter((one) => typeof one === 'string')
  return set.safeParse(expression).data?.Set.flatMap(textsIn) ?? []
}

/** Attributes of the context that an expression is made of, alone or in a set. */
function attributesIn(expression: unknown): readonly string[] {
  const attribute = ofContext.safeParse(expression).data?.['.'].attr
  if (attribute !== undefined) return [attribute]
  return set.safeParse(expression).data?.Set.flatMap(attributesIn) ?? []
}

export type Compared = readonly [attribute: string, text: string]

/** Texts that a policy's conditions (Cedar's JSON) compare attributes of the context with: of `context.purpose == "audit"`, purpose and audit. */
export function comparedWith(expression: unknown): readonly Compared[] {
  if (typeof expression !== 'object' || expression === null) return []
  const here = BINARY.flatMap((operator) => {
    const found = sides.safeParse((expression as Readonly<Record<string, unknown>>)[operator]).data
    if (found === undefined) return []
    const { left, right } = found
    return [
      [left, right],
      [right, left],
    ].flatMap(([one, other]) => attributesIn(one).flatMap((attribute) => textsIn(other).map((text): Compared => [attribute, text])))
  })
  return [...here, ...Object.values(expression).flatMap(comparedWith)]
}
