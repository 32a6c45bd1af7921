import type { Run } from './run.ts'

/**
 * Has the functions of a schema look for tables in that schema and nowhere else. They keep the path that was in force when they were made: under another name of the schema,
 * where a rebuild makes them, that path leads nowhere once the schema has its own name. Idempotent; as their owner.
 */
export async function keepFunctionsToSchema(run: Run, schema: string): Promise<void> {
  const astray = await run(
    `
    select function.oid::regprocedure::text as signature from pg_proc function join pg_namespace schema on schema.oid = function.pronamespace
    where schema.nspname = $1 and exists (select 1 from unnest(function.proconfig) setting where setting like 'search_path=%' and replace(setting, ' ', '') <> $2)`,
    [schema, `search_path=${schema},pg_temp`],
  )
  for (const { signature } of astray) await run(`alter function ${String(signature)} set search_path to ${schema}, pg_temp`)
}
