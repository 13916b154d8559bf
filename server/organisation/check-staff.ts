import type { Role } from '../../shared/api/shapes'
import { setupTexts } from '../../shared/text/setup'
import type { Reader } from '../platform/database'
import { Problem } from '../platform/problem'
import { plainName } from './record-change'
import { Staff } from './tables'

/** What is kept of a person, as given. */
export interface GivenStaff {
  name: string
  role: Role
  phone?: string | undefined
  email?: string | undefined
  wecomUserId?: string | undefined
  superiorId?: string | null | undefined
  storeIds?: readonly string[] | undefined
  regionIds?: readonly string[] | undefined
}

export interface CheckedStaff {
  name: string
  role: Role
  phone: string | null
  email: string | null
  wecomUserId: string | null
  superiorId: string | null
  storeIds: string[]
  regionIds: string[]
}

/** A WeCom member's identity; the same channel as log-in and messages go by. */
export const wecomChannel = 'wecom'

const superiorsAtMost = 30

/**
 * A person as they are to be stored. A phone and a WeCom account name one person each; who runs or works from stores
 * has some, who runs regions has some.
 * @param ownId of somebody who is there already
 * @throws Problem 400 `phone_wrong`, `email_wrong`, `stores_needed`, `regions_needed`, `stores_unknown`,
 *   `regions_unknown`, `superior_unknown`; 409 `phone_taken`, `wecom_taken`
 */
export async function checkStaff(
  reader: Reader,
  orgId: string,
  given: GivenStaff,
  ownId?: string,
): Promise<CheckedStaff> {
  const { role } = given
  const phone = readStaffPhone(given.phone)
  const email = readEmail(given.email)
  const wecomUserId = given.wecomUserId?.normalize('NFKC').trim().toLowerCase() || null
  const storeIds = [...new Set(role === 'storeManager' || role === 'rep' ? given.storeIds : [])]
  const regionIds = [...new Set(role === 'areaManager' ? given.regionIds : [])]
  if ((role === 'storeManager' || role === 'rep') && storeIds.length === 0)
    throw wrong('stores_needed', 'storeIds', setupTexts.storesNeeded(role))
  if (role === 'areaManager' && regionIds.length === 0)
    throw wrong('regions_needed', 'regionIds', setupTexts.regionsNeeded())
  if (!(await allOpen(reader, 'store', orgId, storeIds)))
    throw wrong('stores_unknown', 'storeIds', setupTexts.storesUnknown())
  if (!(await allOpen(reader, 'region', orgId, regionIds)))
    throw wrong('regions_unknown', 'regionIds', setupTexts.regionUnknown())
  await mustBeFree(reader, orgId, { phone, wecomUserId }, ownId)
  const superiorId = given.superiorId ?? null
  if (superiorId) await mustLead(reader, orgId, superiorId, ownId)
  return { name: plainName(given.name), role, phone, email, wecomUserId, superiorId, storeIds, regionIds }
}

/** Digits alone, with a leading + where given. @throws Problem 400 `phone_wrong` */
export function readStaffPhone(given: string | undefined): string | null {
  const phone = (given ?? '').normalize('NFKC').replace(/[\s()-]/g, '')
  if (!phone) return null
  if (!/^\+?\d{6,19}$/.test(phone)) throw wrong('phone_wrong', 'phone', setupTexts.phoneWrong())
  return phone
}

function readEmail(given: string | undefined): string | null {
  const email = (given ?? '').normalize('NFKC').trim()
  if (!email) return null
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw wrong('email_wrong', 'email', setupTexts.emailWrong())
  return email
}

async function allOpen(
  reader: Reader,
  table: 'store' | 'region',
  orgId: string,
  ids: readonly string[],
): Promise<boolean> {
  if (ids.length === 0) return true
  // primary key (org_id, id)
  const found = await reader.rows(
    `select id from ${table} where org_id = ? and id in (?) and closed_at is null`,
    [orgId, ids],
  )
  return found.length === ids.length
}

async function mustBeFree(
  reader: Reader,
  orgId: string,
  { phone, wecomUserId }: Pick<CheckedStaff, 'phone' | 'wecomUserId'>,
  ownId: string | undefined,
): Promise<void> {
  if (phone) {
    const other = await reader.row<{ id: string; name: string }>(
      // index staff_by_phone
      'select id, name from staff where org_id = ? and phone = ? and left_at is null and id <> ? limit 1',
      [orgId, phone, ownId ?? ''],
    )
    if (other) throw new Problem(409, 'phone_taken', setupTexts.phoneTaken(other.name))
  }
  if (wecomUserId) {
    const other = await reader.row<{ id: string; name: string }>(
      // primary key of identity, then of staff
      `select s.id, s.name from identity i join staff s on s.org_id = i.org_id and s.id = i.staff_id
       where i.org_id = ? and i.channel = ? and i.outside_id = ? and s.left_at is null and s.id <> ?`,
      [orgId, wecomChannel, wecomUserId, ownId ?? ''],
    )
    if (other) throw new Problem(409, 'wecom_taken', setupTexts.wecomTaken(other.name))
  }
}

/** Somebody who is with us, and whose own superiors do not lead back here. @throws Problem 400 `superior_unknown` */
export async function mustLead(
  reader: Reader,
  orgId: string,
  superiorId: string,
  ownId: string | undefined,
): Promise<void> {
  let next: string | null = superiorId
  for (let steps = 0; next && steps < superiorsAtMost; steps++) {
    const person: Staff | undefined = await reader.findOne(Staff, { orgId, id: next })
    if (!person || person.id === ownId || (steps === 0 && person.leftAt))
      throw wrong('superior_unknown', 'superiorId', setupTexts.superiorUnknown())
    next = person.superiorId
  }
}

const wrong = (code: string, field: string, text: string) => new Problem(400, code, text, { [field]: text })
