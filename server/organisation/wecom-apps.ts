import type { Reader, Transaction } from '../platform/database'
import type { Seal } from '../platform/seal'
import { WecomApp } from './tables'

/** The self-built app of a further organisation; the environment has the first one's. */
export interface WecomCredentials {
  corpId: string
  agentId: number
  secret: string
  callbackToken: string
  aesKey: string
}

export async function addWecomApp(
  tx: Transaction,
  seal: Seal,
  { orgId, at, ...app }: WecomCredentials & { orgId: string; at: Date },
): Promise<void> {
  await tx.insert(WecomApp, {
    orgId,
    corpId: app.corpId,
    agentId: app.agentId,
    secretSealed: seal.close(app.secret, `${orgId}:secret`),
    callbackTokenSealed: seal.close(app.callbackToken, `${orgId}:callbackToken`),
    aesKeySealed: seal.close(app.aesKey, `${orgId}:aesKey`),
    createdAt: at,
  })
}

/** By primary key. @throws SecretsClosed when the organisation has an app and its secrets cannot be opened */
export async function wecomAppOf(
  reader: Reader,
  seal: Seal | undefined,
  orgId: string,
): Promise<WecomCredentials | undefined> {
  const row = await reader.findOne(WecomApp, { orgId })
  if (!row) return undefined
  if (!seal) throw new SecretsClosed(orgId)
  try {
    return {
      corpId: row.corpId,
      agentId: row.agentId,
      secret: seal.open(row.secretSealed, `${orgId}:secret`),
      callbackToken: seal.open(row.callbackTokenSealed, `${orgId}:callbackToken`),
      aesKey: seal.open(row.aesKeySealed, `${orgId}:aesKey`),
    }
  } catch {
    throw new SecretsClosed(orgId)
  }
}

/** The names of the organisations whose secrets cannot be opened. A handful of rows. */
export async function unopenedApps(reader: Reader, seal: Seal | undefined): Promise<string[]> {
  const orgs = await reader.rows<{ id: string; name: string }>(
    'select o.id, o.name from wecom_app a join org o on o.id = a.org_id order by o.id limit 1000',
  )
  const unopened: string[] = []
  for (const { id, name } of orgs)
    try {
      await wecomAppOf(reader, seal, id)
    } catch (error) {
      if (!(error instanceof SecretsClosed)) throw error
      unopened.push(name)
    }
  return unopened
}

/** SECRETS_KEY is missing, or not the one with which this organisation's secrets were stored. */
export class SecretsClosed extends Error {
  readonly code = 'SECRETS_KEY'
  constructor(readonly orgId: string) {
    super('SECRETS_KEY is missing or another one')
  }
}
