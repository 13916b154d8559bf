import {
  type CustomerFile,
  createCustomerRoute,
  customerChoicesRoute,
  customerFileRoute,
  customerFileSchema,
  editCustomerRoute,
} from '@shared/api/customer-file'
import { fileTexts } from '@shared/text/customer-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Bones } from '@/components/bones'
import { Empty } from '@/components/empty'
import { FaultFace, faultDeeds, homeDeed } from '@/components/fault-face'
import { Foot } from '@/components/foot'
import { openCustomer } from '@/components/open-customer'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { Icon } from '@/icons/icon'
import { useSlow } from '@/state/use-slow'
import { useWrite } from '@/state/use-write'
import { AlikeList } from './alike-list'
import { type CustomerDraft, changedBody, draftOf, emptyDraft, newCustomerBody } from './customer-draft'
import { FactRow } from './fact-row'
import { type FormRow, formRows } from './form-rows'
import { PhotoSheet } from './photo-sheet'
import { RowSheet } from './row-sheet'
import { useAlike } from './use-alike'
import { useRead } from './use-read'

/** Makes a customer, or changes what is kept of one. Rows choose, the thumb fills in and saves. */
export default function FormPage() {
  const { id } = useRouter().params
  const { answer: choices, fault: unread, read: readChoices } = useRead(customerChoicesRoute, '')
  const { answer: read, fault: barred } = useRead(customerFileRoute, id)
  const [file, setFile] = useState<CustomerFile>()
  const [draft, setDraft] = useState<CustomerDraft>(emptyDraft)
  const [open, setOpen] = useState<string>()
  /** What stands in the open row's field, not yet filled in. */
  const [typed, setTyped] = useState<string>()
  const { write, busy, fault, forgive } = useWrite()
  useEffect(() => {
    if (!read) return
    setFile(read)
    setDraft(draftOf(read))
  }, [read])
  useEffect(() => {
    if (!fault) return
    // The fields are not what they were: the form follows, what was typed stays.
    if (fault.code === 'fields_changed' || fault.code === 'field_missing') readChoices()
    const current = customerFileSchema.safeParse(fault.current)
    if (current.success) setFile(current.data)
  }, [fault, readChoices])

  const rows = choices && (!id || file) ? formRows(draft, choices, !id) : undefined
  const wrong = fault?.fields ?? {}
  const row = rows?.find(({ key }) => key === open)
  const unable = unread ?? barred
  const alike = useAlike(id ? undefined : row && typed !== undefined ? row.set(draft, typed) : draft)
  const slow = useSlow(alike.asking)

  return (
    <Screen title={id ? fileTexts.edit() : fileTexts.newCustomer()} back>
      {fault && (
        <View className="strip red">
          <Icon name="warning" size="s" />
          <View className="row-m">{fileTexts.typedKept(fault.message)}</View>
        </View>
      )}
      <ScrollBody onRefresh={readChoices}>
        {!rows && !unable && <Bones />}
        {!rows && unable && <FaultFace fault={unable} />}
        {choices && !choices.mayCreate && (
          <Empty icon="lock" title={fileTexts.noRight()} why={fileTexts.noRightWhy()} />
        )}
        {alike.rows.length > 0 && !row && (
          <View className="list flat">
            <AlikeList rows={alike.rows} />
          </View>
        )}
        {rows && choices?.mayCreate && (
          <View className="list flat">
            {rows.map((each) => (
              <FactRow
                key={each.key}
                label={each.label}
                text={each.text}
                photo={each.photo}
                blank={fileTexts.notFilled()}
                mark={each.mark}
                wrong={wrong[each.key]}
                on={each.key === open}
                onSelect={() => openRow(each.key)}
              />
            ))}
          </View>
        )}
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function foot() {
    if (unable && !rows) return <Foot last {...faultDeeds(unable, readChoices)} />
    if (choices && !choices.mayCreate) return <Foot last primary={homeDeed()} />
    if (!rows || !choices) return <Foot last />
    if (row?.editor.kind === 'photo')
      return (
        <PhotoSheet
          key={row.key}
          row={row}
          customerId={file?.id}
          onFill={(value, text) => fill(row, value, text)}
          onFold={() => openRow(undefined)}
        />
      )
    if (row)
      return (
        <RowSheet
          key={row.key}
          row={row}
          onType={setTyped}
          onFill={(value, text) => fill(row, value, text)}
          onFold={() => openRow(undefined)}
        >
          {alike.rows.length > 0 && row.editor.kind === 'text' && <AlikeList rows={alike.rows.slice(0, 2)} />}
        </RowSheet>
      )
    const first = nextToFill(rows)
    const known = alike.rows.find(({ customer }) => customer)?.customer
    const changed = !file || changedBody(draft, file, choices.fields)
    return (
      <Foot
        last
        note={
          note() ??
          (first ? fileTexts.yetToFill(first.label) : changed ? undefined : fileTexts.nothingChanged())
        }
        sides={
          known ? [{ text: fileTexts.seeAlike(), icon: 'person', onDo: () => openCustomer(known.id) }] : []
        }
        primary={
          first && !(id && changed)
            ? { text: `${fileTexts.fill()}${first.label}`, icon: 'edit', onDo: () => openRow(first.key) }
            : {
                text: busy ? miniTexts.working() : id ? fileTexts.save() : fileTexts.createNow(),
                icon: 'check',
                off: busy || !changed,
                onDo: save,
              }
        }
      />
    )
  }

  function note(): string | undefined {
    if (alike.rows.length > 0) return fileTexts.alikeNote(alike.rows.length)
    if (alike.fault)
      return alike.fault.code === 'offline' ? fileTexts.alikeOffline() : fileTexts.alikeFailed()
    return slow ? fileTexts.alikeAsking() : undefined
  }

  function openRow(key: string | undefined) {
    setTyped(undefined)
    setOpen(key)
  }

  /** What a new customer must have, or one that is there still lacks. */
  function nextToFill(all: FormRow[]): FormRow | undefined {
    return all.find(({ mark, value }) => mark && !value && (id || mark === fileTexts.must()))
  }

  /** Goes on to the next row that has to be filled in. */
  function fill(filled: FormRow, value: string, text?: string) {
    const next = filled.set(draft, value, text)
    setDraft(next)
    forgive()
    const rest = choices ? formRows(next, choices, !id) : []
    openRow(nextToFill(rest)?.key)
  }

  async function save() {
    if (!choices) return
    if (!file) {
      let made = ''
      const done = await write(
        createCustomerRoute,
        '',
        newCustomerBody(draft, choices.fields),
        (minute, answer) => {
          made = answer.customer.id
          // Whom nobody was shown while typing: said now, and on the customer's page.
          const missed = answer.alike?.find(
            ({ customer }) => !alike.rows.some((row) => row.customer?.id === customer?.id),
          )
          return missed?.customer
            ? fileTexts.createdAlike(minute, answer.customer.name, missed.customer.name)
            : fileTexts.created(minute, answer.customer.name)
        },
      )
      if (done) Taro.redirectTo({ url: `/pages/customer/index?id=${made}` })
      return
    }
    const body = changedBody(draft, file, choices.fields)
    if (!body) return
    const done = await write(editCustomerRoute, file.id, body, (minute, answer) =>
      fileTexts.saved(minute, answer.customer.name),
    )
    if (done) Taro.navigateBack()
  }
}
