import {
  addStaffRoute,
  changeStaffRoute,
  leaveStaffRoute,
  type StaffShape,
  staffFileRoute,
} from '@shared/api/setup'
import { miniTexts } from '@shared/text/miniprogram'
import { setupPageTexts } from '@shared/text/setup-pages'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Bones } from '@/components/bones'
import { Empty } from '@/components/empty'
import { FaultFace, faultDeeds, homeDeed } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { Sheet } from '@/components/sheet'
import { Icon } from '@/icons/icon'
import { loadMe, useMe } from '@/state/me'
import { useWrite } from '@/state/use-write'
import { FactRow } from '../customer-file/fact-row'
import { useRead } from '../customer-file/use-read'
import {
  emptyStaff,
  type StaffDraft,
  type StaffRowKey,
  staffBody,
  staffDraftOf,
  staffRows,
} from './staff-draft'
import { StaffSheet } from './staff-sheet'

/** Adds a person, changes what is kept of one, or marks a leaver. */
export default function PersonPage() {
  const { id } = useRouter().params
  const me = useMe()
  const { answer, fault: unread, read } = useRead(staffFileRoute, id)
  const [draft, setDraft] = useState<StaffDraft>(emptyStaff)
  const [open, setOpen] = useState<StaffRowKey | 'leave'>()
  const { write, busy, fault, forgive } = useWrite()
  const staff = answer?.staff
  useEffect(() => {
    loadMe()
  }, [])
  useEffect(() => {
    if (staff) setDraft(staffDraftOf(staff))
  }, [staff])
  const rows = staffRows(draft)
  const row = rows.find(({ key }) => key === open)
  const barred = (me !== undefined && me.role !== 'admin') || unread?.status === 403
  const waiting = Boolean(id) && !staff

  return (
    <Screen title={id ? setupPageTexts.person() : setupPageTexts.newPerson()} back>
      {fault && (
        <View className="strip red">
          <Icon name="warning" size="s" />
          <View className="row-m">{miniTexts.faultLine(fault.message, fault.reference)}</View>
        </View>
      )}
      <ScrollBody onRefresh={read}>
        {barred && (
          <Empty icon="lock" title={setupPageTexts.onlyAdmin()} why={setupPageTexts.onlyAdminWhy()} />
        )}
        {!barred && waiting && (unread ? <FaultFace fault={unread} /> : <Bones />)}
        {!barred && !waiting && (
          <View className="list flat">
            {rows.map(({ key, label, text, must }) => (
              <FactRow
                key={key}
                label={label}
                text={text}
                blank={setupPageTexts.blank()}
                mark={must && !text ? setupPageTexts.must() : undefined}
                wrong={fault?.fields?.[key]}
                on={key === open}
                onSelect={staff?.state === 'left' ? undefined : () => setOpen(key)}
              />
            ))}
          </View>
        )}
        {staff && !barred && <View className="end meta">{setupPageTexts.customers(staff.customers)}</View>}
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function foot() {
    if (barred) return <Foot last primary={homeDeed()} />
    if (waiting) return unread ? <Foot last {...faultDeeds(unread, read)} /> : <Foot last />
    if (staff && open === 'leave') return leaveSheet(staff)
    if (row)
      return (
        <StaffSheet key={row.key} row={row} draft={draft} onFill={fill} onFold={() => setOpen(undefined)} />
      )
    if (staff?.state === 'left') return <Foot last selected={miniTexts.hasLeft()} />
    const missing = rows.find(({ must, text }) => must && !text)
    const leave: Deed = { text: setupPageTexts.leave(), icon: 'close', onDo: () => setOpen('leave') }
    return (
      <Foot
        last
        sides={staff && staff.id !== me?.id ? [leave] : []}
        primary={
          missing
            ? { text: setupPageTexts.fillIn(missing.label), icon: 'edit', onDo: () => setOpen(missing.key) }
            : {
                text: busy ? miniTexts.working() : setupPageTexts.save(),
                icon: 'check',
                off: busy,
                onDo: () => void save(),
              }
        }
      />
    )
  }

  function leaveSheet({ name, customers, version, id: staffId }: StaffShape) {
    return (
      <Sheet
        title={setupPageTexts.leaveAsk(name)}
        send={{ text: setupPageTexts.leave(), icon: 'check' }}
        busy={busy}
        fault={fault}
        last
        onFold={() => setOpen(undefined)}
        onSend={async () => {
          const done = await write(leaveStaffRoute, staffId, { version }, (minute) =>
            setupPageTexts.left(minute, name),
          )
          if (done) Taro.navigateBack()
        }}
      >
        <View className="sheet-p">{setupPageTexts.leaveWhy(customers)}</View>
      </Sheet>
    )
  }

  function fill(change: Partial<StaffDraft>) {
    const next = { ...draft, ...change }
    setDraft(next)
    forgive()
    const missing = staffRows(next).find(({ must, text }) => must && !text)
    setOpen(id ? undefined : missing?.key)
  }

  async function save() {
    const body = staffBody(draft)
    const done = staff
      ? await write(changeStaffRoute, staff.id, { ...body, version: staff.version }, (minute) =>
          setupPageTexts.saved(minute, body.name),
        )
      : await write(addStaffRoute, '', body, (minute) => setupPageTexts.added(minute, body.name))
    if (done) Taro.navigateBack()
  }
}
