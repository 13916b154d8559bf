import { type CustomerRow, phoneCustomersRoute } from '@shared/api/customers'
import { call } from '@/api/call'
import { now } from '@/state/clock'
import { kept } from './kept'

interface KeptCustomers {
  readonly at: string
  readonly version: string
  readonly customers: CustomerRow[]
}

const keyOf = (staffId: string) => `customers/${staffId}`
const readKept = (staffId: string) => kept.read<KeptCustomers>(keyOf(staffId)).catch(() => undefined)

/** Brings the customers on this phone up to date; unchanged ones are not sent again. */
export async function refreshCustomers(staffId: string): Promise<void> {
  const last = await readKept(staffId)
  const { answer } = await call(phoneCustomersRoute, { query: { version: last?.version } })
  if (!answer) return
  const customers = answer.customers ?? last?.customers ?? []
  await kept.write(keyOf(staffId), { at: now().toISOString(), version: answer.version, customers })
}

/** Without a network: those whose name or number holds what was typed, and since when they lie here. */
export async function findKept(
  staffId: string,
  q: string,
): Promise<{ items: CustomerRow[]; at: Date } | undefined> {
  const last = await readKept(staffId)
  if (!last) return undefined
  const typed = q.toLowerCase()
  const items = last.customers.filter(
    ({ name, code }) => name.toLowerCase().includes(typed) || code.toLowerCase().includes(typed),
  )
  // A list that long is searched, not scrolled.
  return { items: items.slice(0, 200), at: new Date(last.at) }
}

export async function keptCustomer(
  staffId: string,
  id: string,
): Promise<{ customer: CustomerRow; at: Date } | undefined> {
  const last = await readKept(staffId)
  const customer = last?.customers.find((each) => each.id === id)
  return last && customer ? { customer, at: new Date(last.at) } : undefined
}
