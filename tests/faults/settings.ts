/** How often each fault is tried; THROUGHLINE_FAULT_ROUNDS=10 for a longer look. */
export const ROUNDS = Number(process.env.THROUGHLINE_FAULT_ROUNDS ?? 1)

/** What random moments follow from: THROUGHLINE_FAULT_SEED. */
export const SEED = Number(process.env.THROUGHLINE_FAULT_SEED ?? 1)
