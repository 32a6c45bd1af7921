import avro, { type Type } from 'avsc'

const { ArrayType, MapType, RecordType, UnwrappedUnionType, WrappedUnionType } = avro.types

const resolves = (reader: Type, writer: Type): boolean => {
  try {
    reader.createResolver(writer)
    return true
  } catch {
    return false
  }
}

const branches = (type: Type): readonly Type[] =>
  type instanceof UnwrappedUnionType || type instanceof WrappedUnionType ? type.types : [type]

interface Below {
  /** Reader and writer types that stand at the same place, and the place. */
  readonly pairs: readonly (readonly [reader: Type, writer: Type, path: string])[]
  /** Reader's fields that the writer lacks and that have no default. */
  readonly lacking: readonly string[]
}

function below(reader: Type, writer: Type, path: string): Below {
  if (reader instanceof RecordType && writer instanceof RecordType) {
    const matched = reader.fields.map((field) => ({
      field,
      at: path === '' ? field.name : `${path}.${field.name}`,
      source: writer.fields.find(({ name }) => name === field.name || field.aliases.includes(name)),
    }))
    return {
      pairs: matched.flatMap(({ field, source, at }) => (source === undefined ? [] : [[field.type, source.type, at] as const])),
      lacking: matched.filter(({ field, source }) => source === undefined && field.defaultValue() === undefined).map(({ at }) => at),
    }
  }
  if (reader instanceof ArrayType && writer instanceof ArrayType)
    return { pairs: [[reader.itemsType, writer.itemsType, path]], lacking: [] }
  if (reader instanceof MapType && writer instanceof MapType)
    return { pairs: [[reader.valuesType as Type, writer.valuesType as Type, path]], lacking: [] }
  const pairs = branches(writer).flatMap((from) =>
    branches(reader)
      .filter(({ typeName }) => typeName === from.typeName)
      .map((to) => [to, from, path] as const),
  )
  return { pairs: pairs.filter(([to, from]) => to !== reader || from !== writer), lacking: [] }
}

/**
 * Where a reader cannot read what a writer writes (Avro's schema resolution, as avsc does it): the deepest paths, empty when it can.
 * Neither type may hold itself.
 */
export function unreadablePaths(reader: Type, writer: Type, path = ''): readonly string[] {
  if (resolves(reader, writer)) return []
  const { pairs, lacking } = below(reader, writer, path)
  const deeper = [...lacking, ...pairs.flatMap(([to, from, place]) => unreadablePaths(to, from, place))]
  return deeper.length > 0 ? deeper : [path]
}
