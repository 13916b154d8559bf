import { cancelImportRoute, type ImportDetail } from '@shared/api/imports'
import { importPageTexts } from '@shared/text/import-pages'
import { View } from '@tarojs/components'
import { Foot } from '@/components/foot'
import { ScrollBody } from '@/components/scroll-body'
import { useWrite } from '@/state/use-write'

/** How far it is. One may leave: it goes on without being looked at. */
export function ImportProgress({ job, read }: { job: ImportDetail; read(): Promise<void> }) {
  const { write, busy } = useWrite()
  const { state, rows } = job
  const all = state === 'running' ? rows.good + rows.same : rows.read
  const part = state === 'reading' || all === 0 ? 0 : Math.min(1, rows.done / all)
  const mayStop = state === 'reading' || state === 'checking'
  return (
    <>
      <ScrollBody onRefresh={read}>
        <View className="im-work">
          <View className="name">{importPageTexts.progress(state, rows.done, all)}</View>
          <View className="im-bar">
            <View className="im-done" style={{ width: `${Math.round(part * 100)}%` }} />
          </View>
          <View className="meta">{importPageTexts.mayLeave()}</View>
        </View>
      </ScrollBody>
      <Foot
        last
        primary={
          mayStop
            ? { text: importPageTexts.notNow(), icon: 'close', off: busy, onDo: () => void stop() }
            : undefined
        }
      />
    </>
  )

  async function stop() {
    if (await write(cancelImportRoute, job.id, undefined, importPageTexts.cancelledSaid)) await read()
  }
}
