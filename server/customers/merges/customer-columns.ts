import type { Customer } from '../tables'

/** The columns of a customer that a merge may change, by what people choose them as. */
export const columnsOf = {
  name: ['name', 'nameKey'],
  address: ['address', 'latitudeE6', 'longitudeE6', 'datum'],
  owner: ['ownerId'],
  store: ['storeId', 'regionId'],
  stage: ['stageId', 'stageSinceAt'],
  source: ['sourceId'],
  ownStore: ['ownStoreId'],
} as const satisfies Record<string, (keyof Customer)[]>

export type ColumnChoice = keyof typeof columnsOf
type Column = (typeof columnsOf)[ColumnChoice][number]

/** As they are kept with a merge: instants as text. */
export type CustomerColumns = Record<Column, string | number | null>

export const columnChoices = Object.keys(columnsOf) as ColumnChoice[]

/** Some columns of a customer, as they are kept. */
export function kept(customer: Customer, columns: readonly Column[]): Partial<CustomerColumns> {
  return Object.fromEntries(
    columns.map((column) => {
      const value = customer[column]
      return [column, value instanceof Date ? value.toISOString() : value]
    }),
  )
}

/** The other way round. */
export function restored(columns: Partial<CustomerColumns>): Partial<Customer> {
  const { stageSinceAt, ...plain } = columns
  return {
    ...(plain as Partial<Customer>),
    ...(stageSinceAt !== undefined && {
      stageSinceAt: stageSinceAt === null ? null : new Date(String(stageSinceAt)),
    }),
  }
}
