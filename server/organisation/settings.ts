import type { Reader, Transaction } from '../platform/database'
import { Setting } from './tables'

/** A setting's value as it was written; undefined when it never was. */
export async function settingOf(reader: Reader, orgId: string, name: string): Promise<unknown> {
  return (await reader.findOne(Setting, { orgId, name }))?.value
}

/** Writes a setting that is not there yet. */
export async function setSetting(
  tx: Transaction,
  orgId: string,
  name: string,
  value: unknown,
): Promise<void> {
  await tx.insert(Setting, { orgId, name, value })
}

/** Writes a setting, whether it is there or not. */
export async function putSetting(
  tx: Transaction,
  orgId: string,
  name: string,
  value: unknown,
): Promise<void> {
  if ((await tx.update(Setting, { orgId, name }, { value })) === 0) await setSetting(tx, orgId, name, value)
}
