import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import type { Seal } from '../platform/seal'
import { firstOrg } from './first-org'
import { makeLoginCode } from './login-codes'
import { Org, Staff } from './tables'
import { addWecomApp, type WecomCredentials } from './wecom-apps'

export interface MadeAdmin {
  name: string
  code: string
  until: Date
  org: { name: string; isNew: boolean; demo: boolean }
  isNewPerson: boolean
}

/**
 * Lets somebody in who has the machine in hand: on a new database the first organisation and its admin; later a new
 * code for whoever has that phone, or a further admin where nobody has it.
 */
export async function createAdmin(
  tx: Transaction,
  input: { name: string; phone: string; org: string; at: Date },
): Promise<MadeAdmin> {
  const known = await firstOrg(tx)
  const org = known ?? (await makeOrg(tx, input.org, null, input.at))
  return letIn(tx, org, !known, input)
}

/** A further organisation with its WeCom app and its first admin. The first one's app stands in the environment. */
export async function createFurtherOrg(
  tx: Transaction,
  seal: Seal,
  input: { name: string; phone: string; org: string; wecom: WecomCredentials; at: Date },
): Promise<MadeAdmin & { orgId: string }> {
  const { at, wecom } = input
  if (!(await firstOrg(tx))) throw new NoFirstOrg()
  // index wecom_app_by_corp
  const taken = await tx.row<{ name: string }>(
    'select o.name from wecom_app a join org o on o.id = a.org_id where a.corp_id = ?',
    [wecom.corpId],
  )
  if (taken) throw new CorpTaken(taken.name)
  const org = await makeOrg(tx, input.org, wecom.corpId, at)
  await addWecomApp(tx, seal, { ...wecom, orgId: org.id, at })
  return { ...(await letIn(tx, org, true, input)), orgId: org.id }
}

/** `create` makes the first one. */
export class NoFirstOrg extends Error {}

/** That corp has an organisation here, whose name this is. */
export class CorpTaken extends Error {}

async function letIn(
  tx: Transaction,
  org: { id: string; name: string; demo: number | boolean },
  isNew: boolean,
  input: { name: string; phone: string; at: Date },
): Promise<MadeAdmin> {
  const { at } = input
  const orgId = org.id
  const person = await tx.row<{ id: string; name: string }>(
    // index staff_by_phone
    'select id, name from staff where org_id = ? and phone = ? and left_at is null order by id limit 1',
    [orgId, input.phone],
  )
  const staff = person ?? (await makeAdmin(tx, orgId, input))
  await audit(tx, {
    orgId,
    at,
    actorId: null,
    action: person ? 'staff.login-code' : 'staff.create-admin',
    subjectKind: 'staff',
    subjectId: staff.id,
    via: 'command',
  })
  const { code, until } = await makeLoginCode(tx, { orgId, staffId: staff.id, at })
  return {
    name: staff.name,
    code,
    until,
    org: { name: org.name, isNew, demo: Number(org.demo) === 1 },
    isNewPerson: !person,
  }
}

async function makeOrg(
  tx: Transaction,
  name: string,
  wecomCorpId: string | null,
  at: Date,
): Promise<{ id: string; name: string; demo: boolean }> {
  const id = newId('org', at.getTime())
  await tx.insert(Org, {
    id,
    name,
    timezone: 'Asia/Shanghai',
    wecomCorpId,
    demo: false,
    createdAt: at,
  })
  return { id, name, demo: false }
}

async function makeAdmin(
  tx: Transaction,
  orgId: string,
  { name, phone, at }: { name: string; phone: string; at: Date },
): Promise<{ id: string; name: string }> {
  const id = newId('stf', at.getTime())
  await tx.insert(Staff, {
    orgId,
    id,
    name,
    role: 'admin',
    superiorId: null,
    phone,
    email: null,
    leftAt: null,
    createdAt: at,
    version: 1,
  })
  return { id, name }
}
