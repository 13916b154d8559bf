import { type ImportDetail, type ImportState, importRoute } from '@shared/api/imports'
import { importPageTexts } from '@shared/text/import-pages'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { Bones } from '@/components/bones'
import { FaultFace, faultDeeds } from '@/components/fault-face'
import { Foot } from '@/components/foot'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { useRead } from '../customer-file/use-read'
import { ImportColumns } from './import-columns'
import { ImportEnd } from './import-end'
import { ImportProgress } from './import-progress'
import { ImportRows } from './import-rows'
import './imports.css'

const everyMs = 1000
const working: readonly ImportState[] = ['reading', 'checking', 'running', 'undoing']

/** Which of the four steps a state belongs to. */
const stepOf: Record<ImportState, number> = {
  reading: 0,
  mapping: 1,
  checking: 2,
  ready: 2,
  running: 3,
  done: 3,
  failed: 0,
  cancelled: 0,
  undoing: 3,
  undone: 3,
}

/** One file on its way in, by where it is: read, mapped, checked, written. */
export default function ImportFilePage() {
  const { id = '' } = useRouter().params
  const { answer, fault, read } = useRead(importRoute, id)
  const busy = answer !== undefined && working.includes(answer.state)
  useEffect(() => {
    if (!busy) return
    const timer = setInterval(read, everyMs)
    return () => clearInterval(timer)
  }, [busy, read])
  return (
    <Screen title={importPageTexts.file()} back wide>
      {answer ? (
        <>
          <Head job={answer} />
          <Step job={answer} read={read} />
        </>
      ) : (
        <>
          <ScrollBody onRefresh={read}>{fault ? <FaultFace fault={fault} /> : <Bones />}</ScrollBody>
          <Foot last {...(fault ? faultDeeds(fault, read) : {})} />
        </>
      )}
    </Screen>
  )
}

function Step({ job, read }: { job: ImportDetail; read(): Promise<void> }) {
  if (job.state === 'mapping') return <ImportColumns job={job} read={read} />
  if (job.state === 'ready') return <ImportRows key={job.id} job={job} read={read} />
  if (working.includes(job.state)) return <ImportProgress job={job} read={read} />
  return <ImportEnd job={job} read={read} />
}

function Head({ job }: { job: ImportDetail }) {
  const on = stepOf[job.state]
  return (
    <View className="im-head">
      <View>
        <View className="im-title">{importPageTexts.titles[job.state]}</View>
        <View className="meta">{importPageTexts.headLine(job.fileName, job.rows.read)}</View>
      </View>
      <View className="im-steps">
        {importPageTexts.steps().map((step, index) => (
          <View key={step} className={`im-step ${index === on ? 'on' : ''}`}>
            {step}
          </View>
        ))}
      </View>
    </View>
  )
}
