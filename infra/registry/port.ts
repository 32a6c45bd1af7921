/** The schema registry port: Confluent's, read side. Embedded: the `schemas/` folder; distributed: `confluent/`. */
export interface SchemaRegistry {
  /** The wire id of the current version of a schema, by its full record name (the subject). `RegistryError` when unknown, or `unavailable`. */
  idOf(subject: string): Promise<number>
  /**
   * The writer schema of a wire id as Avro JSON, or undefined when there is none; that is remembered for 30 s. Rejects while the registry is away.
   */
  schemaOf(id: number): Promise<RegisteredSchema | undefined>
  /** Every released version of a subject that has a wire id, ascending; none for a subject that is not released. Rejects while the registry is away. */
  versionsOf(subject: string): Promise<readonly RegisteredSchema[]>
  /** The wire id that a schema has now, by its fingerprint (hex), where the control log has it: for what was sealed with an id of before. Absent: ids never changed. */
  idNow?(fingerprint: string): number | undefined
}

export interface RegisteredSchema {
  readonly id: number
  readonly subject: string
  readonly version: number
  /** Avro schema, parsed JSON. */
  readonly schema: unknown
  /** Fingerprint of the schema as it was released, hex, where the registry may write the schema otherwise. Absent: that of `schema`. */
  readonly fingerprint?: string
}
