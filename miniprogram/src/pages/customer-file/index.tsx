import { type CustomerFile, customerFileRoute } from '@shared/api/customer-file'
import { fileTexts } from '@shared/text/customer-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { type ReactNode, useState } from 'react'
import { Bones } from '@/components/bones'
import { Dotted } from '@/components/dotted'
import { Empty } from '@/components/empty'
import { FaultFace, faultDeeds } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { StaleStrip } from '@/components/stale-strip'
import { now } from '@/state/clock'
import { useLive } from '@/state/use-live'
import { FactRow } from './fact-row'
import { SourceSheet } from './source-sheet'
import { useRead } from './use-read'

/** Everything that is kept about a customer. */
export default function FilePage() {
  const id = useRouter().params.id ?? ''
  const { answer: file, fault, read } = useRead(customerFileRoute, id)
  const [changing, setChanging] = useState(false)
  useLive(read)
  const barred = fault?.status === 403 || fault?.status === 404
  return (
    <Screen title={fileTexts.file()} back>
      <StaleStrip fault={fault} at={file && now()} />
      <ScrollBody tight onRefresh={read}>
        {!file && !fault && <Bones />}
        {!file && fault && !barred && <FaultFace fault={fault} />}
        {!file && barred && <Empty icon="lock" title={miniTexts.notYours()} why={miniTexts.notYoursWhy()} />}
        {file && <Sections file={file} />}
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function foot() {
    if (!file) return <Foot last {...(fault ? faultDeeds(fault, read) : {})} />
    if (changing) return <SourceSheet file={file} onFold={() => setChanging(false)} />
    const may = (code: string) => file.actions.some((action) => action.code === code)
    const source: Deed = { text: fileTexts.changeSource(), icon: 'share', onDo: () => setChanging(true) }
    const edit: Deed = {
      text: fileTexts.edit(),
      icon: 'edit',
      onDo: () => void Taro.navigateTo({ url: `/pages/customer-file/form?id=${id}` }),
    }
    return (
      <Foot
        last
        sides={may('changeSource') ? [source] : []}
        primary={may('editCustomer') ? edit : undefined}
      />
    )
  }
}

function Sections({ file }: { file: CustomerFile }) {
  const aliases = file.aliases.map(({ kind, value }) => ({ label: fileTexts.aliasNames[kind], text: value }))
  return (
    <>
      <View className="who">
        <View className="who-name two">{file.name}</View>
        <Dotted
          className="who-meta meta"
          parts={[
            miniTexts.code(file.code),
            file.store.name,
            file.owner ? miniTexts.owner(file.owner.name) : miniTexts.noOwner(),
            file.stage.name,
          ]}
        />
      </View>
      <Section title={fileTexts.fields()}>
        {file.fields.map((field) => (
          <FactRow
            key={field.id}
            label={field.name}
            text={field.text}
            photo={
              field.type === 'photo' && field.value && field.value !== fileTexts.none()
                ? field.value
                : undefined
            }
            blank={field.computed ? fileTexts.noDataYet() : fileTexts.notFilled()}
            mark={field.lacking ? fileTexts.later() : undefined}
          />
        ))}
      </Section>
      <Section title={fileTexts.contacts()}>
        {file.contacts.map(({ id, name, phone }) => (
          <FactRow key={id} label={name} text={phone} blank={fileTexts.noPhone()} />
        ))}
        {file.contacts.length === 0 && (
          <FactRow label={fileTexts.contact(1)} text={null} blank={fileTexts.notFilled()} />
        )}
      </Section>
      <Section title={fileTexts.source()}>
        <FactRow label={fileTexts.firstSource(file.firstSource.name)} text={file.source.name} blank="" />
        {[...file.sourceChanges].reverse().map(({ at, from, to, reason, actor }) => (
          <FactRow
            key={at}
            label={`${minuteText(new Date(at), now())} ${actor.name}`}
            text={fileTexts.sourceChange(from.name, to.name, reason)}
            blank=""
          />
        ))}
      </Section>
      <Section title={fileTexts.others()}>
        <FactRow label={fileTexts.address()} text={file.address} blank={fileTexts.notFilled()} />
        <FactRow label={fileTexts.tags()} text={file.tags.join('、')} blank={fileTexts.noTags()} />
        {aliases.map(({ label, text }) => (
          <FactRow key={`${label}${text}`} label={label} text={text} blank="" />
        ))}
        {file.ownStore && (
          <FactRow label={fileTexts.store()} text={fileTexts.ownStore(file.ownStore.name)} blank="" />
        )}
      </Section>
    </>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <View className="sec">
        <View className="sec-t">{title}</View>
      </View>
      <View className="list flat">{children}</View>
    </>
  )
}
