/** What a statement takes and a row has. */
export type Value = string | number | boolean | Date | null
