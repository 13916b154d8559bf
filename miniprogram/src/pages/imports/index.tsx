import { type ImportKind, type ImportShape, importsRoute, startImportRoute } from '@shared/api/imports'
import { importPageTexts } from '@shared/text/import-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call, upload } from '@/api/call'
import { makeKey } from '@/api/make-key'
import { chooseTable, saveFile } from '@/api/table-file'
import { Chips } from '@/components/chips'
import { Dotted } from '@/components/dotted'
import { Empty } from '@/components/empty'
import { faultDeeds } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { StaleStrip } from '@/components/stale-strip'
import { now } from '@/state/clock'
import { loadMe, useMe } from '@/state/me'
import { tell } from '@/state/undo'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'
import { Exports } from './exports'
import './imports.css'

type Tab = ImportKind | 'export'

/** Tables in and out: choose a file, go on with one, or take customers out. */
export default function ImportsPage() {
  const params = useRouter().params
  const me = useMe()
  const [tab, setTab] = useState<Tab>((params.kind as Tab) ?? 'customers')
  useEffect(() => {
    loadMe()
  }, [])
  const chips: { code: Tab; text: string }[] = [
    ...importPageTexts.kindChips().filter(({ code }) => code === 'customers' || me?.role === 'admin'),
    { code: 'export', text: importPageTexts.exportChip() },
  ]
  return (
    <Screen title={importPageTexts.page()} back>
      <Chips<Tab> chips={chips} on={tab} onChoose={setTab} />
      {tab === 'export' ? <Exports /> : <Imports key={tab} kind={tab} />}
    </Screen>
  )
}

function Imports({ kind }: { kind: ImportKind }) {
  const list = useList<ImportShape>(kind, (cursor) => call(importsRoute, { query: { kind, cursor } }))
  const [selected, select] = useSelection(list.items)
  const [busy, setBusy] = useState(false)
  useLive(list.refresh)
  const barred = list.fault?.status === 403
  return (
    <>
      <StaleStrip fault={barred ? undefined : list.fault} at={list.at} />
      <ScrollBody tight onRefresh={list.refresh} onMore={list.loadMore}>
        {barred ? (
          <Empty icon="lock" title={importPageTexts.noRight()} why={importPageTexts.noRightWhy()} />
        ) : (
          <ListView
            list={list}
            empty={{ icon: 'order', title: importPageTexts.none(kind), why: importPageTexts.noneWhy() }}
          >
            {(items) => <View className="list flat">{items.map(row)}</View>}
          </ListView>
        )}
      </ScrollBody>
      {foot()}
    </>
  )

  function row({ id, fileName, state, rows, by, createdAt, note }: ImportShape) {
    const waits = state === 'mapping' || state === 'ready'
    return (
      <View key={id} className={`row ${id === selected?.id ? 'on' : ''}`} onClick={() => select(id)}>
        <View className="row-m">
          <View className="row-h">
            <View className="name cut">{fileName}</View>
            <View className={`stage ${waits ? 'hot' : state === 'done' ? 'won' : ''}`}>
              {importPageTexts.state(state)}
            </View>
          </View>
          {note && state === 'failed' && <View className="row-t">{note}</View>}
          <Dotted
            className="meta row-f"
            parts={[
              minuteText(new Date(createdAt), now()),
              by.name,
              state === 'done' ? importPageTexts.written(rows.written) : importPageTexts.rows(rows.read),
            ]}
          />
        </View>
      </View>
    )
  }

  function foot() {
    if (barred) return <Foot last />
    if (list.fault && !list.items) return <Foot last {...faultDeeds(list.fault, list.refresh)} />
    const template: Deed = { text: importPageTexts.template(), icon: 'down', onDo: () => void getTemplate() }
    const waits = selected && ['mapping', 'ready'].includes(selected.state)
    const look: Deed = {
      text: waits ? importPageTexts.open() : importPageTexts.look(),
      icon: waits ? 'edit' : 'search',
      onDo: () => selected && openFile(selected.id),
    }
    return (
      <Foot
        last
        selected={selected?.fileName}
        sides={selected ? [template, look] : [template]}
        primary={{
          text: busy ? importPageTexts.uploading() : importPageTexts.chooseFile(kind),
          icon: 'share',
          off: busy,
          onDo: () => void choose(),
        }}
      />
    )
  }

  async function getTemplate() {
    const name = importPageTexts.templateName(kind)
    const done = await saveFile(`/api/imports/template.xlsx?kind=${kind}`, name)
    tell(done ? { text: importPageTexts.saved(name) } : { text: importPageTexts.notSaved(), fault: true })
  }

  async function choose() {
    const file = await chooseTable()
    if (!file) return
    setBusy(true)
    const { answer, fault } = await upload(startImportRoute, { ...file, body: { kind }, key: makeKey() })
    setBusy(false)
    if (fault) tell({ text: miniTexts.faultLine(fault.message, fault.reference), fault: true })
    else openFile(answer.import.id)
  }
}

const openFile = (id: string) => void Taro.navigateTo({ url: `/pages/imports/file?id=${id}` })
