import { addNoteRoute } from '@shared/api/customers'
import type { Reference } from '@shared/api/shapes'
import { miniTexts } from '@shared/text/miniprogram'
import { useState } from 'react'
import { useWrite } from '@/state/use-write'
import { Sheet } from './sheet'

interface Props {
  customer: Reference
  last?: boolean
  onFold(): void
}

export function NoteSheet({ customer, last, onFold }: Props) {
  const [text, setText] = useState('')
  const { write, busy, fault } = useWrite()
  const send = async () => {
    const body = { text: text.trim() }
    const later = { about: customer.name, write: { kind: 'note', customerId: customer.id, body } as const }
    const done = await write(addNoteRoute, customer.id, body, (minute) => miniTexts.noted(minute), later)
    if (done) onFold()
  }
  return (
    <Sheet
      title={miniTexts.noteTitle()}
      about={customer.name}
      input={{ value: text, hint: miniTexts.noteHint(), tall: true, onChange: setText }}
      send={{ text: miniTexts.send(), icon: 'check', off: text.trim() === '' }}
      {...{ busy, fault, last, onFold }}
      onSend={send}
    />
  )
}
