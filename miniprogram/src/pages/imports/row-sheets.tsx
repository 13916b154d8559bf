import {
  changeRowRoute,
  chooseAllRoute,
  type ImportDetail,
  type ImportRowShape,
  type RowChoice,
} from '@shared/api/imports'
import { importPageTexts } from '@shared/text/import-pages'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Fault } from '@/api/request'
import { Sheet } from '@/components/sheet'
import { useWrite } from '@/state/use-write'
import { OptionList } from '../customer-file/option-list'

interface FixProps {
  column: string
  /** What is wrong with that cell, when something is. */
  problem: ImportRowShape['problems'][number] | undefined
  row: ImportRowShape
  value: string
  busy: boolean
  fault: Fault | undefined
  onFix(value: string): void
  onFold(): void
}

/** One cell of one line, put right. */
export function FixSheet({ column, problem, row, value: before, busy, fault, onFix, onFold }: FixProps) {
  const suggestion = problem?.suggestion
  const [value, setValue] = useState(suggestion ?? before)
  return (
    <Sheet
      title={importPageTexts.fixTitle(row.number, column)}
      input={{ value, hint: column, atMost: 200, onChange: setValue }}
      send={{
        text: suggestion && value === suggestion ? importPageTexts.takeIt(value) : importPageTexts.fixDone(),
        icon: 'check',
      }}
      last
      {...{ busy, fault, onFold }}
      onSend={() => onFix(value.trim())}
    >
      {problem && <View className="sheet-p">{problem.text}</View>}
    </Sheet>
  )
}

interface ChoiceProps {
  job: ImportDetail
  row: ImportRowShape
  onDone(): Promise<void>
  onFold(): void
}

/** What becomes of a line that is there already; or of all of them. */
export function ChoiceSheet({ job, row, onDone, onFold }: ChoiceProps) {
  const [choice, choose] = useState<RowChoice>(row.choice ?? 'skip')
  const { write, busy, fault } = useWrite()
  const options = (['skip', 'update', 'import'] as const)
    .filter((code) => code !== 'update' || (row.match !== null && job.kind === 'customers'))
    .map((id) => ({ id, name: importPageTexts.choices[id] }))
  return (
    <Sheet
      title={importPageTexts.choiceTitle(row.number)}
      about={row.match?.name}
      side={
        job.rows.same > 1
          ? { text: importPageTexts.forAll(), icon: 'copy', onDo: () => void sendAll() }
          : undefined
      }
      send={{ text: importPageTexts.fixDone(), icon: 'check' }}
      last
      {...{ busy, fault, onFold }}
      onSend={() => void send()}
    >
      <OptionList options={options} on={choice} onChoose={(id) => choose(id as RowChoice)} />
    </Sheet>
  )

  async function send() {
    const body = { row: row.number, choice }
    if (await write(changeRowRoute, job.id, body, importPageTexts.chosenSaid)) await onDone()
  }

  async function sendAll() {
    const body = { version: job.version, choice }
    if (await write(chooseAllRoute, job.id, body, importPageTexts.chosenSaid)) await onDone()
  }
}
