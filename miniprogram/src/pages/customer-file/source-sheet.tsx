import { type CustomerFile, changeSourceRoute, customerChoicesRoute } from '@shared/api/customer-file'
import { fileTexts } from '@shared/text/customer-pages'
import { useState } from 'react'
import { Sheet } from '@/components/sheet'
import { useWrite } from '@/state/use-write'
import { OptionList } from './option-list'
import { useRead } from './use-read'

interface Props {
  file: CustomerFile
  onFold(): void
}

/** Another source, then why: the first one stays in the history. */
export function SourceSheet({ file, onFold }: Props) {
  const { answer: choices, fault: unread } = useRead(customerChoicesRoute, '')
  const [sourceId, choose] = useState<string>()
  const [asked, ask] = useState(false)
  const [reason, setReason] = useState('')
  const { write, busy, fault } = useWrite()
  if (!asked || !sourceId)
    return (
      <Sheet
        title={fileTexts.chooseSource()}
        about={file.name}
        send={{ text: fileTexts.next(), icon: 'check', off: !sourceId }}
        busy={false}
        fault={unread}
        last
        onFold={onFold}
        onSend={() => ask(true)}
      >
        <OptionList
          options={(choices?.sources ?? []).filter(({ id, inUse }) => inUse && id !== file.source.id)}
          on={sourceId}
          onChoose={choose}
        />
      </Sheet>
    )
  return (
    <Sheet
      title={fileTexts.sourceReason()}
      about={file.name}
      input={{ value: reason, hint: fileTexts.sourceReason(), atMost: 200, onChange: setReason }}
      send={{ text: fileTexts.changeSource(), icon: 'check', off: reason.trim() === '' }}
      last
      {...{ busy, fault, onFold }}
      onSend={send}
    />
  )

  async function send() {
    const body = { version: file.version, sourceId: sourceId ?? '', reason: reason.trim() }
    const done = await write(changeSourceRoute, file.id, body, (minute) => fileTexts.sourceChanged(minute))
    if (done) onFold()
  }
}
