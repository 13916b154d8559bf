/** Whoever works on an import says so this far ahead, and again with every batch. */
export const leaseMs = 30_000
