import type { BodyOf } from '@shared/api/route'
import type { addStaffRoute, StaffShape } from '@shared/api/setup'
import type { Reference, Role } from '@shared/api/shapes'
import { setupPageTexts } from '@shared/text/setup-pages'

/** A person as the form has them. */
export interface StaffDraft {
  name: string
  role: Role
  phone: string
  email: string
  wecomUserId: string
  superior: Reference | null
  stores: Reference[]
  regions: Reference[]
}

export const emptyStaff: StaffDraft = {
  name: '',
  role: 'rep',
  phone: '',
  email: '',
  wecomUserId: '',
  superior: null,
  stores: [],
  regions: [],
}

export function staffDraftOf(staff: StaffShape): StaffDraft {
  const { name, role, phone, email, wecomUserId, superior, stores, regions } = staff
  return {
    name,
    role,
    phone: phone ?? '',
    email: email ?? '',
    wecomUserId: wecomUserId ?? '',
    superior,
    stores,
    regions,
  }
}

const ids = (all: readonly Reference[]) => all.map(({ id }) => id)

export function staffBody(draft: StaffDraft): BodyOf<typeof addStaffRoute> {
  const { name, role, phone, email, wecomUserId, superior, stores, regions } = draft
  return {
    name: name.trim(),
    role,
    phone,
    email,
    wecomUserId,
    superiorId: superior?.id ?? null,
    storeIds: ids(stores),
    regionIds: ids(regions),
  }
}

export type StaffRowKey =
  | 'name'
  | 'role'
  | 'phone'
  | 'storeIds'
  | 'regionIds'
  | 'superiorId'
  | 'wecomUserId'
  | 'email'

export interface StaffRow {
  key: StaffRowKey
  label: string
  text: string
  must: boolean
}

/** What can be filled in of somebody of that role. */
export function staffRows(draft: StaffDraft): StaffRow[] {
  const names = (all: readonly Reference[]) => all.map(({ name }) => name).join('、')
  const works = draft.role === 'rep' || draft.role === 'storeManager'
  const row = (key: StaffRowKey, label: string, text: string, must = false) => ({ key, label, text, must })
  return [
    row('name', setupPageTexts.name(), draft.name, true),
    row('role', setupPageTexts.role(), setupPageTexts.roleName(draft.role), true),
    ...(works ? [row('storeIds', setupPageTexts.stores(), names(draft.stores), true)] : []),
    ...(draft.role === 'areaManager'
      ? [row('regionIds', setupPageTexts.regions(), names(draft.regions), true)]
      : []),
    row('phone', setupPageTexts.phone(), draft.phone),
    row('superiorId', setupPageTexts.superior(), draft.superior?.name ?? ''),
    row('wecomUserId', setupPageTexts.wecom(), draft.wecomUserId),
    row('email', setupPageTexts.email(), draft.email),
  ]
}
