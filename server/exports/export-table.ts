import type { ExportFilter } from '../../shared/api/exports'
import { exportTexts } from '../../shared/text/exports'
import { type ExportedCustomer, exportBatch, exportedFields } from '../customers/export-batch'
import { mayDo } from '../organisation/access'
import type { Scope } from '../organisation/scope'
import type { Database } from '../platform/database'
import type { Table } from '../platform/sheets/write-sheet'
import { zonedIso } from '../platform/zone'

/** The most lines a sheet of ours has; what imports take is the same. */
const rowsAtMost = 200_000

/**
 * A list of customers as a table, read a batch at a time while it is written; `taken` hears how many lines it had.
 */
export async function exportTable(
  database: Database,
  scope: Scope,
  filter: ExportFilter,
  at: Date,
  taken: (rows: number) => Promise<void>,
): Promise<Table> {
  const fields = await database.read((reader) => exportedFields(reader, scope.orgId))
  const phones = mayDo(scope, 'customer.export-phones')
  async function* lines() {
    let rows = 0
    for (let after: string | undefined; rows < rowsAtMost; ) {
      const customers = await database.read((reader) => exportBatch(reader, scope, filter, after, at))
      if (customers.length === 0) break
      after = customers.at(-1)?.id
      rows += customers.length
      yield customers.map((customer) => lineOf(customer, fields, phones, scope.timezone))
    }
    await taken(rows)
  }
  const columns = [...exportTexts.columns, ...fields.map(({ name }) => name)]
  return { columns: columns.map((name, index) => ({ name, width: index === 1 ? 28 : 16 })), lines: lines() }
}

function lineOf(
  customer: ExportedCustomer,
  fields: readonly { id: string }[],
  phones: boolean,
  timezone: string,
): string[] {
  const { aliases, contacts, lastTouchAt } = customer
  const numbers = [
    ...contacts.flatMap(({ phone }) => phone ?? []),
    ...aliases.filter(({ kind }) => kind === 'phone').map(({ value }) => value),
  ]
  return [
    customer.code,
    customer.name,
    customer.store ?? '',
    customer.owner ?? '',
    customer.stage ?? '',
    customer.source ?? '',
    contacts.map(({ name }) => name).join('、'),
    [...new Set(numbers)].map((phone) => (phones ? phone : maskedPhone(phone))).join('、'),
    customer.address ?? '',
    customer.tags.join('、'),
    aliases
      .filter(({ kind }) => kind === 'oldId')
      .map(({ value }) => value)
      .join('、'),
    lastTouchAt ? zonedIso(timezone, lastTouchAt).slice(0, 16).replace('T', ' ') : '',
    ...fields.map(({ id }) => customer.fields.get(id) ?? ''),
  ]
}

/** @example maskedPhone('13800138000') // '138****8000' */
export function maskedPhone(phone: string): string {
  const shown = phone.length >= 11 ? 3 : 0
  return `${phone.slice(0, shown)}****${phone.slice(-4)}`
}
