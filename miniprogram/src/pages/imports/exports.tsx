import { type ExportShape, exportsRoute, startExportRoute } from '@shared/api/exports'
import { importPageTexts } from '@shared/text/import-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { saveFile } from '@/api/table-file'
import { Dotted } from '@/components/dotted'
import { Empty } from '@/components/empty'
import { faultDeeds } from '@/components/fault-face'
import { Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { ScrollBody } from '@/components/scroll-body'
import { now } from '@/state/clock'
import { useFilter } from '@/state/customer-filter'
import { useScope } from '@/state/me'
import { tell } from '@/state/undo'
import { useList } from '@/state/use-list'
import { useSelection } from '@/state/use-selection'

/** Takes customers out: those the list shows, with its filter. */
export function Exports() {
  const scope = useScope()
  const filter = useFilter()
  const list = useList<ExportShape>('exports', (cursor) => call(exportsRoute, { query: { cursor } }))
  const [selected, select] = useSelection(list.items)
  const [busy, setBusy] = useState(false)
  const barred = list.fault?.status === 403
  return (
    <>
      {filter && (
        <View className="strip filter">
          <View className="row-m cut">{importPageTexts.filtered(filter.words)}</View>
        </View>
      )}
      <ScrollBody tight onRefresh={list.refresh} onMore={list.loadMore}>
        {barred ? (
          <Empty
            icon="lock"
            title={importPageTexts.noExportRight()}
            why={importPageTexts.noExportRightWhy()}
          />
        ) : (
          <ListView
            list={list}
            empty={{ icon: 'order', title: importPageTexts.noExports(), why: importPageTexts.exportWhy() }}
          >
            {(items) => <View className="list flat">{items.map(row)}</View>}
          </ListView>
        )}
      </ScrollBody>
      {foot()}
    </>
  )

  function row({ id, format, createdAt, rows, until, phones }: ExportShape) {
    const minute = minuteText(new Date(createdAt), now())
    return (
      <View key={id} className={`row ${id === selected?.id ? 'on' : ''}`} onClick={() => select(id)}>
        <View className="row-m">
          <View className="row-h">
            <View className="name cut">{importPageTexts.exportName(minute, format)}</View>
            {!phones && <View className="stage">{importPageTexts.masked()}</View>}
          </View>
          <Dotted
            className="meta row-f"
            parts={[
              importPageTexts.exported(rows),
              importPageTexts.keptUntil(minuteText(new Date(until), now())),
            ]}
          />
        </View>
      </View>
    )
  }

  function foot() {
    if (barred) return <Foot last />
    if (list.fault && !list.items) return <Foot last {...faultDeeds(list.fault, list.refresh)} />
    const kept = selected && new Date(selected.until) > now()
    return (
      <Foot
        last
        selected={
          kept
            ? importPageTexts.exportName(minuteText(new Date(selected.createdAt), now()), selected.format)
            : undefined
        }
        sides={[
          ...(kept
            ? [
                {
                  text: importPageTexts.download(),
                  icon: 'down' as const,
                  onDo: () => void download(selected),
                },
              ]
            : []),
          {
            text: importPageTexts.exportAs('csv'),
            icon: 'order' as const,
            off: busy,
            onDo: () => void start('csv'),
          },
        ]}
        primary={{
          text: busy ? miniTexts.working() : importPageTexts.exportAs('Excel'),
          icon: 'share',
          off: busy,
          onDo: () => void start('xlsx'),
        }}
      />
    )
  }

  async function start(format: 'xlsx' | 'csv') {
    setBusy(true)
    const { answer, fault } = await call(startExportRoute, {
      body: { format, filter: { ...filter?.filter, scope: scope ?? 'all' } },
    })
    setBusy(false)
    if (fault) return tell({ text: miniTexts.faultLine(fault.message, fault.reference), fault: true })
    await download(answer.export)
  }

  async function download({ id, format }: ExportShape) {
    const name = importPageTexts.exportFile(format)
    const done = await saveFile(`/api/exports/${id}/file`, name)
    tell(done ? { text: importPageTexts.saved(name) } : { text: importPageTexts.notSaved(), fault: true })
    await list.refresh()
  }
}
