/** Our schemas in a database. What is renewable is a function of the logs; the others are in no log. */
export const SCHEMAS = {
  timeline: { renewable: true },
  vault: { renewable: false },
  identity: { renewable: false },
  heads: { renewable: false },
  transparency: { renewable: false },
} as const

export type Schema = keyof typeof SCHEMAS
