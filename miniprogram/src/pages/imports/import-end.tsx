import { type ImportDetail, type ImportShape, undoImportRoute } from '@shared/api/imports'
import { importPageTexts } from '@shared/text/import-pages'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { saveFile } from '@/api/table-file'
import { Empty } from '@/components/empty'
import { type Deed, Foot } from '@/components/foot'
import { ScrollBody } from '@/components/scroll-body'
import { Sheet } from '@/components/sheet'
import { tell } from '@/state/undo'
import { useWrite } from '@/state/use-write'

/** What became of a file: written, not read, thrown away, taken back. */
export function ImportEnd({ job, read }: { job: ImportDetail; read(): Promise<void> }) {
  const [asked, ask] = useState(false)
  const { write, busy, fault } = useWrite()
  const { state, rows, kind, note } = job
  const done = state === 'done'
  const stayed = rows.read - rows.written
  return (
    <>
      <ScrollBody onRefresh={read}>
        <Empty
          icon={done ? 'check' : state === 'failed' ? 'warning' : 'undo'}
          red={state === 'failed'}
          title={done ? importPageTexts.doneWhy(rows.written, stayed) : importPageTexts.titles[state]}
          why={note ?? (done ? importPageTexts.doneNext(kind) : importPageTexts.nothingWritten())}
        />
      </ScrollBody>
      {asked ? (
        <Sheet
          title={importPageTexts.takeBackAsk(rows.written)}
          send={{ text: importPageTexts.takeBack(), icon: 'undo' }}
          last
          {...{ busy, fault }}
          onFold={() => ask(false)}
          onSend={() => void takeBack()}
        >
          <View className="sheet-p">{importPageTexts.takeBackWhy(kind)}</View>
        </Sheet>
      ) : (
        <Foot last sides={sides()} primary={primary()} />
      )}
    </>
  )

  function sides(): Deed[] {
    if (!done) return []
    const back: Deed = { text: importPageTexts.takeBack(), icon: 'undo', onDo: () => ask(true) }
    const bad: Deed = { text: importPageTexts.badRows(), icon: 'share', onDo: () => void saveBadRows(job) }
    return [back, ...(rows.bad > 0 ? [bad] : [])]
  }

  function primary(): Deed {
    if (!done)
      return {
        text: importPageTexts.another(),
        icon: 'share',
        onDo: () => void Taro.redirectTo({ url: `/pages/imports/index?kind=${kind}` }),
      }
    return kind === 'customers'
      ? {
          text: importPageTexts.toCustomers(),
          icon: 'customers',
          onDo: () => void Taro.switchTab({ url: '/pages/customers/index' }),
        }
      : {
          text: importPageTexts.toInvite(),
          icon: 'lock',
          onDo: () => void Taro.redirectTo({ url: '/pages/people/index' }),
        }
  }

  async function takeBack() {
    const said = (minute: string, answer: { import: ImportShape }) =>
      importPageTexts.undoneSaid(minute, answer.import.state === 'undone')
    if (!(await write(undoImportRoute, job.id, undefined, said))) return
    ask(false)
    await read()
  }
}

export async function saveBadRows({ id, fileName }: ImportDetail): Promise<void> {
  const name = importPageTexts.badRowsName(fileName)
  const done = await saveFile(`/api/imports/${id}/bad-rows.csv`, name)
  tell(done ? { text: importPageTexts.saved(name) } : { text: importPageTexts.notSaved(), fault: true })
}
