import type { Role } from '@shared/api/shapes'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import { Entries, entries } from './entries'

const admins: readonly Role[] = ['admin']
const overseers: readonly Role[] = ['director', 'hq', 'admin']
const takeTables: readonly Role[] = ['storeManager', 'areaManager', 'director', 'hq', 'admin']

/** What is done rarely, by whom it is for: set-up, people, fields, tables, the weekly check. */
const office: readonly [readonly Role[], Parameters<typeof Entries>[0]['entries'][number]][] = [
  [admins, entries.setup(true)],
  [admins, entries.people],
  [admins, entries.fields],
  [admins, entries.sources],
  [admins, entries.template],
  [takeTables, entries.imports],
  [overseers, entries.selfAudit],
]

export const leads = (role: Role) => takeTables.includes(role)

/** Stands below the todos: those come first. */
export function OfficeEntries({ role }: { role: Role }) {
  const mine = office.filter(([roles]) => roles.includes(role)).map(([, entry]) => entry)
  if (mine.length === 0) return null
  return (
    <>
      <View className="sec">
        <View className="sec-t">{miniTexts.office()}</View>
      </View>
      <Entries entries={mine} />
    </>
  )
}
