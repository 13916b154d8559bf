import type { DemoPerson, DemoStore } from './organisation'

/** One customer of the demo before it is written. */
export interface DemoCustomer {
  index: number
  id: string
  name: string
  /** What people also call it. */
  alias: string | undefined
  store: DemoStore
  ownStoreId: string | null
  owner: DemoPerson | undefined
  inCharge: DemoPerson
  stage: string
  stageSinceAt: Date
  /** When a customer that is new this month came; undefined for those of before. */
  cameAt: Date | undefined
  /** Without contact for so many days; 0 for most. */
  silentDays: number
  /** In how many days somebody goes there; undefined for no plan. Of the told ones only. */
  visitInDays: number | undefined
  contacts: { id: string; name: string; phone: string }[]
}
