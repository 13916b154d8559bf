import { uploadPhotoRoute } from '@shared/api/photos'
import { fileTexts } from '@shared/text/customer-pages'
import { minuteText } from '@shared/text/minutes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { upload } from '@/api/call'
import { makeId } from '@/api/make-key'
import type { Fault } from '@/api/request'
import { Sheet } from '@/components/sheet'
import { now, phoneClock } from '@/state/clock'
import { takePhotos } from '../visit/take-photos'
import { placeNow } from '../visit/use-place'
import type { FormRow } from './form-rows'
import { PhotoThumb } from './photo-thumb'

interface Props {
  row: FormRow
  /** Undefined while the customer is only being made. */
  customerId: string | undefined
  onFill(value: string, text?: string): void
  onFold(): void
}

/** Answers a field with a photo, taken now or chosen; 无 is an answer too. */
export function PhotoSheet({ row, customerId, onFill, onFold }: Props) {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const none = { text: fileTexts.nonePhoto(), icon: 'close' as const, onDo: () => onFill(fileTexts.none()) }
  const clear = { text: fileTexts.clear(), icon: 'close' as const, onDo: () => onFill('') }
  return (
    <Sheet
      title={row.label}
      side={row.value ? clear : none}
      send={{ text: row.value ? fileTexts.takeAnother() : fileTexts.takePhoto(), icon: 'camera' }}
      busy={busy}
      fault={fault}
      last
      onFold={onFold}
      onSend={shoot}
    >
      {row.photo ? (
        <PhotoThumb key={row.photo} id={row.photo} />
      ) : (
        <View className="sheet-p">{fileTexts.photoWhy()}</View>
      )}
    </Sheet>
  )

  async function shoot() {
    setBusy(true)
    setFault(undefined)
    const [path] = await takePhotos(1)
    if (path) await send(path)
    setBusy(false)
  }

  async function send(path: string) {
    const id = makeId('pho')
    const body = { id, ...(customerId && { customerId }), place: await placeNow(), phone: phoneClock() }
    const outcome = await upload(uploadPhotoRoute, { path, body, key: id })
    setFault(outcome.fault)
    if (outcome.answer) onFill(id, fileTexts.photoOf(minuteText(now(), now())))
  }
}
