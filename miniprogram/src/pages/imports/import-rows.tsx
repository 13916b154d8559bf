import {
  cancelImportRoute,
  changeRowRoute,
  type ImportDetail,
  type ImportRowShape,
  importRowsRoute,
  type RowState,
  runImportRoute,
} from '@shared/api/imports'
import { importPageTexts } from '@shared/text/import-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { Chips } from '@/components/chips'
import { faultDeeds } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { ScrollBody } from '@/components/scroll-body'
import { Icon } from '@/icons/icon'
import { useList } from '@/state/use-list'
import { useSelection } from '@/state/use-selection'
import { useWrite } from '@/state/use-write'
import { saveBadRows } from './import-end'
import { ChoiceSheet, FixSheet } from './row-sheets'
import { RowTable } from './row-table'

type Shown = 'bad' | 'same' | 'good'

/** Nothing is written yet: what is wrong line by line, put right here or left out. */
export function ImportRows({ job, read }: { job: ImportDetail; read(): Promise<void> }) {
  const { rows } = job
  const [shown, show] = useState<Shown>(rows.bad > 0 ? 'bad' : rows.same > 0 ? 'same' : 'good')
  const list = useList<ImportRowShape>(`${job.id}/${shown}`, (cursor) =>
    call(importRowsRoute, { params: { id: job.id }, query: { state: shown as RowState, cursor } }),
  )
  const [selected, select] = useSelection(list.items)
  /** The column that is being put right, or what becomes of a line that is there already. */
  const [open, setOpen] = useState<number | 'choice'>()
  const { write, busy, fault } = useWrite()
  const refresh = async () => {
    await Promise.all([list.refresh(), read()])
  }
  const toWrite = rows.good + rows.chosen

  return (
    <>
      <View className="im-tiles">
        {importPageTexts.tiles(rows, job.kind).map(({ code, value, text, tone }) => (
          <View key={code} className="im-tile">
            <View className={`im-n ${tone}`}>{value}</View>
            <View className="meta">{text}</View>
          </View>
        ))}
      </View>
      <Chips<Shown>
        chips={importPageTexts.rowChips(rows)}
        on={shown}
        onChoose={(code) => {
          setOpen(undefined)
          show(code)
        }}
      />
      {(job.note || fault) && (
        <View className={`strip ${fault ? 'red' : 'amber'}`}>
          <Icon name="warning" size="s" />
          <View className="row-m">
            {fault ? miniTexts.faultLine(fault.message, fault.reference) : job.note}
          </View>
        </View>
      )}
      <ScrollBody tight onRefresh={refresh} onMore={list.loadMore}>
        <ListView
          list={list}
          empty={{ icon: 'check', title: importPageTexts.noRows(), why: importPageTexts.noRowsWhy() }}
        >
          {(items) => (
            <RowTable
              job={job}
              rows={items}
              on={selected?.id}
              onSelect={(row, column) => {
                select(row.id)
                setOpen(column)
              }}
              onUse={(row, column, value) => void fix(row, column, value)}
              onChoice={(row) => {
                select(row.id)
                setOpen('choice')
              }}
            />
          )}
        </ListView>
      </ScrollBody>
      {foot()}
    </>
  )

  function foot() {
    if (list.fault && !list.items) return <Foot last {...faultDeeds(list.fault, refresh)} />
    if (selected && open === 'choice')
      return (
        <ChoiceSheet
          key={selected.id}
          job={job}
          row={selected}
          onFold={() => setOpen(undefined)}
          onDone={async () => {
            setOpen(undefined)
            await refresh()
          }}
        />
      )
    if (selected && open !== undefined)
      return (
        <FixSheet
          key={`${selected.id}/${open}`}
          column={job.columns[open as number]?.name ?? ''}
          problem={selected.problems.find(({ target }) => target === job.columns[open as number]?.target)}
          row={selected}
          value={selected.cells[open as number] ?? ''}
          busy={busy}
          fault={fault}
          onFold={() => setOpen(undefined)}
          onFix={(value) => fix(selected, open as number, value)}
        />
      )
    const stay = rows.read - toWrite
    return (
      <Foot
        last
        selected={selected ? importPageTexts.rowName(selected.number) : undefined}
        note={importPageTexts.willWrite(toWrite, stay)}
        sides={sides()}
        primary={{
          text: busy ? miniTexts.working() : importPageTexts.write(toWrite),
          icon: 'check',
          off: busy || toWrite === 0,
          onDo: () => void run(),
        }}
      />
    )
  }

  function sides(): Deed[] {
    const stop: Deed = { text: importPageTexts.notNow(), icon: 'close', off: busy, onDo: () => void cancel() }
    const save: Deed = { text: importPageTexts.badRows(), icon: 'share', onDo: () => void saveBadRows(job) }
    const problem = selected?.problems[0]
    const column = job.columns.findIndex(({ target }) => target === problem?.target)
    const right: Deed[] =
      selected?.state === 'same'
        ? [{ text: importPageTexts.choose(), icon: 'edit', onDo: () => setOpen('choice') }]
        : selected && problem && column >= 0
          ? [{ text: importPageTexts.fix(), icon: 'edit', onDo: () => setOpen(column) }]
          : []
    return [stop, ...(rows.bad > 0 ? [save] : []), ...right]
  }

  async function fix(row: ImportRowShape, column: number, value: string) {
    const body = { row: row.number, cells: { [String(column)]: value } }
    const done = await write(changeRowRoute, job.id, body, (minute) =>
      importPageTexts.fixed(minute, row.number),
    )
    if (!done) return
    setOpen(undefined)
    await refresh()
  }

  async function run() {
    await write(runImportRoute, job.id, { version: job.version }, importPageTexts.begun)
    await read()
  }

  async function cancel() {
    if (await write(cancelImportRoute, job.id, undefined, importPageTexts.cancelledSaid)) await read()
  }
}
