import { addNoteRoute } from '@shared/api/customers'
import type { Reference } from '@shared/api/shapes'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import { Sheet } from '@/components/sheet'
import { useWrite } from '@/state/use-write'
import { changeDraft, dropDraft, useDraft } from './draft'
import { Preview } from './preview'
import { QuestionSheet } from './question-sheet'
import { useLine } from './use-line'
import { useReading } from './use-reading'

interface Props {
  staffId: string
  /** The row that is selected: where a line that asks for nothing is noted. */
  customer: Reference | undefined
  onFold(): void
}

/** One line, read as it is typed, said to the bot when it is sent. */
export function Composer({ staffId, customer, onFold }: Props) {
  const { text, question } = useDraft(staffId)
  const line = useLine(onFold)
  const note = useWrite()
  const words = text.trim()
  const reading = useReading(words)
  const preview = reading?.preview
  // A line that begins with # names its own customer: it is never noted at another.
  const noteFor = reading && !preview && !/^[#＃]/.test(words) ? customer : undefined
  const busy = line.busy || note.busy

  if (question)
    return <QuestionSheet {...{ question, preview, busy, onFold }} fault={line.fault} onSay={line.say} />
  return (
    <Sheet
      title={title()}
      good={preview?.sure ? miniTexts.allRead() : undefined}
      input={{ value: text, hint: miniTexts.composeHint(), atMost: 1000, onChange: change }}
      send={{ text: noteFor ? miniTexts.asNote() : miniTexts.send(), icon: 'check', off: words === '' }}
      fault={line.fault ?? note.fault}
      {...{ busy, onFold }}
      onSend={() => void (noteFor ? noteAt(noteFor) : line.say(words))}
    >
      {preview ? (
        <Preview preview={preview} />
      ) : (
        <View className="sheet-p">{noteFor ? miniTexts.noteAt(noteFor.name) : miniTexts.lineExample()}</View>
      )}
      {line.told && <View className="told">{line.told}</View>}
    </Sheet>
  )

  function title() {
    if (preview) return preview.headline
    if (noteFor) return miniTexts.noteInstead()
    return reading ? miniTexts.nothingRead() : miniTexts.compose()
  }

  function change(next: string) {
    changeDraft({ text: next })
    line.forgive()
    note.forgive()
  }

  async function noteAt({ id }: Reference) {
    const done = await note.write(addNoteRoute, id, { text: words }, (minute) => miniTexts.noted(minute))
    if (!done) return
    dropDraft()
    onFold()
  }
}
