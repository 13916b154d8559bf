import type { FieldType } from '../../shared/api/fields'

/** The types an admin can choose from. `photo` joins them once photos can be taken and kept. */
export const fieldTypesNow: readonly FieldType[] = ['number', 'text', 'date', 'choice', 'reference']
