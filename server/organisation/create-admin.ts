import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { firstOrg } from './first-org'
import { makeLoginCode } from './login-codes'
import { Org, Staff } from './tables'

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
  const { at } = input
  const known = await firstOrg(tx)
  const org = known ?? (await makeOrg(tx, input.org, at))
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
    org: { name: org.name, isNew: !known, demo: Number(org.demo) === 1 },
    isNewPerson: !person,
  }
}

async function makeOrg(
  tx: Transaction,
  name: string,
  at: Date,
): Promise<{ id: string; name: string; demo: boolean }> {
  const id = newId('org', at.getTime())
  await tx.insert(Org, {
    id,
    name,
    timezone: 'Asia/Shanghai',
    wecomCorpId: null,
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
