/** The field whose value a column gives. */
export const fieldTarget = (fieldId: string): string => `field:${fieldId}`
