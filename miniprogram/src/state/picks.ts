import type { CustomerRow } from '@shared/api/customers'
import { createStore } from './store'

/** Customers ticked in the list, by id, for what is done with several; undefined while nobody is picking. */
const picks = createStore<ReadonlyMap<string, CustomerRow> | undefined>(undefined)
export const usePicks = picks.use
export const picked = picks.get

export function beginPicks(): void {
  picks.set(new Map())
}

export function endPicks(): void {
  picks.set(undefined)
}

/** Ticks one, or takes it out again; beyond `atMost` no more go in. */
export function pick(customer: CustomerRow, atMost: number): void {
  const next = new Map(picks.get())
  if (!next.delete(customer.id) && next.size < atMost) next.set(customer.id, customer)
  picks.set(next)
}
