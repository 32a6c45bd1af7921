/** The schema registry port: Confluent's, read side. Embedded: the `schemas/` folder. */
export interface SchemaRegistry {
  /** The wire id of the current version of a schema, by its full record name (the subject). `RegistryError` when unknown. */
  idOf(subject: string): Promise<number>
  /** The writer schema of a wire id as Avro JSON, or undefined when there is none; a failure is remembered for 30 s. */
  schemaOf(id: number): Promise<RegisteredSchema | undefined>
}

export interface RegisteredSchema {
  readonly id: number
  readonly subject: string
  readonly version: number
  /** Avro schema, parsed JSON. */
  readonly schema: unknown
}
