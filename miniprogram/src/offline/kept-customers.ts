import { type CustomerRow, phoneCustomersRoute } from '@shared/api/customers'
import { call } from '@/api/call'
import { now } from '@/state/clock'
import { kept } from './kept'

interface KeptCustomers {
  readonly at: string
  readonly version: string
  /** As the server parts them: a part is replaced as one. */
  readonly parts: Readonly<Record<number, readonly CustomerRow[]>>
}

const keyOf = (staffId: string) => `customers/${staffId}`
/** What an earlier build kept had no parts. */
const readKept = async (staffId: string) => {
  const last = await kept.read<Partial<KeptCustomers>>(keyOf(staffId)).catch(() => undefined)
  return last?.parts ? (last as KeptCustomers) : undefined
}
const allOf = ({ parts }: KeptCustomers): CustomerRow[] => Object.values(parts).flat()

/** Brings the customers on this phone up to date: only the parts in which something changed are sent. */
export async function refreshCustomers(staffId: string): Promise<void> {
  const last = await readKept(staffId)
  const { answer } = await call(phoneCustomersRoute, { query: { version: last?.version } })
  if (!answer) return
  const parts = { ...(answer.whole ? {} : last?.parts) }
  for (const { part, customers } of answer.parts) parts[part] = customers
  const next: KeptCustomers = { at: now().toISOString(), version: answer.version, parts }
  await kept.write(keyOf(staffId), next)
}

/** Without a network: those whose name or number holds what was typed, newest first, and since when they lie here. */
export async function findKept(
  staffId: string,
  q: string,
): Promise<{ items: CustomerRow[]; at: Date } | undefined> {
  const last = await readKept(staffId)
  if (!last) return undefined
  const typed = q.toLowerCase()
  const items = allOf(last)
    .filter(({ name, code }) => name.toLowerCase().includes(typed) || code.toLowerCase().includes(typed))
    .sort((a, b) => (a.id < b.id ? 1 : -1))
  // A list that long is searched, not scrolled.
  return { items: items.slice(0, 200), at: new Date(last.at) }
}

export async function keptCustomer(
  staffId: string,
  id: string,
): Promise<{ customer: CustomerRow; at: Date } | undefined> {
  const last = await readKept(staffId)
  const customer = last && allOf(last).find((each) => each.id === id)
  return last && customer ? { customer, at: new Date(last.at) } : undefined
}
