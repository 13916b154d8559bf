import { cancelImportRoute, type ImportDetail, mapImportRoute } from '@shared/api/imports'
import { importPageTexts } from '@shared/text/import-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Foot } from '@/components/foot'
import { ScrollBody } from '@/components/scroll-body'
import { Sheet } from '@/components/sheet'
import { Icon } from '@/icons/icon'
import { useMe } from '@/state/me'
import { useWrite } from '@/state/use-write'
import { OptionList } from '../customer-file/option-list'

const leftOut = '-'

/** What each column is: guessed, and put right where the guess is wrong. */
export function ImportColumns({ job, read }: { job: ImportDetail; read(): Promise<void> }) {
  const me = useMe()
  const [targets, setTargets] = useState(job.columns.map(({ target }) => target))
  const [createStores, setCreate] = useState(job.createStores || job.kind === 'people')
  const [at, setAt] = useState(0)
  const [open, setOpen] = useState(false)
  const [picked, pick] = useState<string>()
  const { write, busy, fault } = useWrite()
  const column = job.columns[at]
  const nameOf = (code: string | null) => job.targets.find((target) => target.code === code)?.name
  const missing = job.targets.filter(({ code, required }) => required && !targets.includes(code))
  const mayCreate = job.kind === 'people' && me?.role === 'admin'

  return (
    <>
      {fault && (
        <View className="strip red">
          <Icon name="warning" size="s" />
          <View className="row-m">{miniTexts.faultLine(fault.message, fault.reference)}</View>
        </View>
      )}
      <ScrollBody tight onRefresh={read}>
        <View className="sec">
          <View className="sec-t">
            {importPageTexts.columns(targets.filter(Boolean).length, job.columns.length)}
          </View>
        </View>
        <View className="list flat">
          {job.columns.map(({ name, samples }, index) => (
            <View
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are, and two may share a name
              key={index}
              className={`row ${index === at ? 'on' : ''}`}
              onClick={() => setAt(index)}
            >
              <View className="row-m">
                <View className="row-h">
                  <View className="name cut">{importPageTexts.column(name)}</View>
                  <View className={`stage ${targets[index] ? 'won' : ''}`}>
                    {nameOf(targets[index] ?? null) ?? importPageTexts.leftOut()}
                  </View>
                </View>
                <View className="meta cut">{samples.join('、')}</View>
              </View>
            </View>
          ))}
        </View>
        {mayCreate && (
          <View className="list entry">
            <View className="row" onClick={() => setCreate(!createStores)}>
              <View className={`disc ${createStores ? 'brand' : ''}`}>
                <Icon name={createStores ? 'check' : 'close'} />
              </View>
              <View className="row-m">
                <View className="name">{importPageTexts.createStores(createStores)}</View>
                <View className="meta">{importPageTexts.createStoresWhy()}</View>
              </View>
            </View>
          </View>
        )}
      </ScrollBody>
      {open && column ? sheet() : foot()}
    </>
  )

  function sheet() {
    const options = [
      ...job.targets.map(({ code, name }) => ({ id: code, name })),
      { id: leftOut, name: importPageTexts.leftOut() },
    ]
    return (
      <Sheet
        title={importPageTexts.columnTitle(importPageTexts.column(column?.name ?? ''))}
        about={column?.samples[0]}
        send={{ text: importPageTexts.fixDone(), icon: 'check', off: !picked }}
        busy={false}
        last
        onFold={() => setOpen(false)}
        onSend={mean}
      >
        <OptionList options={options} on={picked} onChoose={pick} />
      </Sheet>
    )
  }

  /** A target stands for one column: whoever had it before is left out. */
  function mean() {
    const code = picked === leftOut ? null : (picked ?? null)
    setTargets(targets.map((old, index) => (index === at ? code : old === code ? null : old)))
    setOpen(false)
  }

  function foot() {
    const change = () => {
      pick(targets[at] ?? leftOut)
      setOpen(true)
    }
    const first = missing[0]
    return (
      <Foot
        last
        selected={
          first
            ? importPageTexts.missing(missing.map(({ name }) => name))
            : importPageTexts.column(column?.name ?? '')
        }
        sides={[
          { text: importPageTexts.notNow(), icon: 'close', off: busy, onDo: () => void stop() },
          { text: importPageTexts.changeColumn(), icon: 'edit', onDo: change },
        ]}
        primary={{
          text: busy ? miniTexts.working() : importPageTexts.check(job.rows.read),
          icon: 'check',
          off: busy || missing.length > 0,
          onDo: () => void check(),
        }}
      />
    )
  }

  async function check() {
    const body = { version: job.version, targets, createStores: mayCreate && createStores }
    await write(mapImportRoute, job.id, body, importPageTexts.mapped)
    await read()
  }

  async function stop() {
    if (await write(cancelImportRoute, job.id, undefined, importPageTexts.cancelledSaid)) await read()
  }
}
