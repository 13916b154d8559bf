import { visitPageTexts } from '@shared/text/visit-pages'
import { useState } from 'react'
import { Sheet } from '@/components/sheet'

interface Props {
  remark: string
  onDone(remark: string): void
  onFold(): void
}

/** A word of free text that goes with the check-out; nothing is sent here. */
export function RemarkSheet({ remark, onDone, onFold }: Props) {
  const [text, setText] = useState(remark)
  return (
    <Sheet
      last
      title={visitPageTexts.remarkTitle()}
      input={{ value: text, hint: visitPageTexts.remarkHint(), tall: true, onChange: setText }}
      send={{ text: visitPageTexts.remarkDone(), icon: 'check' }}
      busy={false}
      onFold={onFold}
      onSend={() => onDone(text.trim())}
    />
  )
}
