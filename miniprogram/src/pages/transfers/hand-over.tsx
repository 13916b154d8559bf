import { type HandOver, handOverRoute } from '@shared/api/transfers'
import { handOverTexts } from '@shared/text/hand-over'
import { mergePageTexts } from '@shared/text/merge-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { type ReactNode, useState } from 'react'
import { call } from '@/api/call'
import { Bones } from '@/components/bones'
import { Dotted } from '@/components/dotted'
import { Empty } from '@/components/empty'
import { entries } from '@/components/entries'
import { FaultFace, faultDeeds } from '@/components/fault-face'
import { Foot } from '@/components/foot'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { StaleStrip } from '@/components/stale-strip'
import { now } from '@/state/clock'
import { tell } from '@/state/undo'
import { useAnswer } from '@/state/use-answer'
import { useLive } from '@/state/use-live'

const minute = (instant: string) => minuteText(new Date(instant), now())

/** All that somebody who takes a customer over has to know, on one page, and as a text to be sent. */
export default function HandOverPage() {
  const id = useRouter().params.id ?? ''
  const { answer: page, fault, read } = useAnswer(id, () => call(handOverRoute, { params: { id } }))
  const [plain, setPlain] = useState(false)
  useLive(read)
  const barred = fault?.status === 403 || fault?.status === 404
  return (
    <Screen title={mergePageTexts.handOver()} back>
      <StaleStrip fault={fault} at={page && now()} />
      <ScrollBody tight onRefresh={read}>
        {!page && !fault && <Bones />}
        {!page && fault && !barred && <FaultFace fault={fault} />}
        {!page && barred && <Empty icon="lock" title={miniTexts.notYours()} why={miniTexts.notYoursWhy()} />}
        {page && plain && (
          <Text className="plain" selectable userSelect>
            {page.text}
          </Text>
        )}
        {page && !plain && <Sections page={page} />}
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function foot() {
    if (!page) return <Foot last {...(fault ? faultDeeds(fault, read) : {})} />
    const may = page.actions.some(({ code }) => code === 'transferCustomer')
    const { url } = entries.handThis(page.customer.id, page.owner?.id)
    return (
      <Foot
        last
        sides={
          may
            ? [{ text: mergePageTexts.short(), icon: 'share', onDo: () => void Taro.navigateTo({ url }) }]
            : []
        }
        primary={{ text: mergePageTexts.copy(), icon: 'copy', onDo: () => copy(page.text) }}
      />
    )
  }

  function copy(text: string) {
    Taro.setClipboardData({ data: text }).then(
      () => tell({ text: mergePageTexts.copied(minuteText(now(), now())) }),
      () => {
        // What cannot be copied for them can be selected by hand.
        setPlain(true)
        tell({ text: mergePageTexts.notCopied() })
      },
    )
  }
}

function Sections({ page }: { page: HandOver }) {
  const { sections } = mergePageTexts
  return (
    <>
      <View className="who">
        <View className="who-name two">{page.customer.name}</View>
        <Dotted
          className="who-meta meta"
          parts={[miniTexts.code(page.code), ...(page.address ? [page.address] : []), ...page.tags]}
        />
      </View>
      <View className="list flat">
        {page.summary.map((line) => (
          <View key={line} className="row">
            <View className="row-m">{line}</View>
          </View>
        ))}
      </View>
      <Section title={sections.contacts} rows={page.contacts}>
        {({ name, phone }) => <Row title={name} meta={phone ?? mergePageTexts.noPhone()} />}
      </Section>
      <Section title={sections.tasks} rows={page.tasks}>
        {({ number, text, due }) => <Row title={text} meta={[number, due].filter(Boolean).join('，')} />}
      </Section>
      <Section title={sections.opportunities} rows={page.opportunities}>
        {({ signal, at }) => <Row title={signal} meta={minute(at)} />}
      </Section>
      <Section title={sections.todos} rows={page.todos}>
        {({ text, staff }) => <Row title={text} meta={staff.name} />}
      </Section>
      <Section title={sections.touches} rows={page.touches}>
        {({ text, kind, at, actor }) => <Row title={text || kind} meta={`${minute(at)} ${actor}`} />}
      </Section>
      <Section
        title={sections.owners}
        rows={page.owners.map((owner) => ({ ...owner, id: `${owner.staff.id}${owner.since}` }))}
      >
        {({ staff, since, until }) => (
          <Row
            title={staff.name || handOverTexts.nobody()}
            meta={mergePageTexts.span(minute(since), until ? minute(until) : mergePageTexts.untilNow())}
          />
        )}
      </Section>
    </>
  )
}

function Section<Item extends { id: string }>(props: {
  title: string
  rows: readonly Item[]
  children(item: Item): ReactNode
}) {
  const { title, rows, children } = props
  if (rows.length === 0) return null
  return (
    <>
      <View className="sec">
        <View className="sec-t">{title}</View>
      </View>
      <View className="list flat">
        {rows.map((item) => (
          <View key={item.id} className="row">
            {children(item)}
          </View>
        ))}
      </View>
    </>
  )
}

function Row({ title, meta }: { title: string; meta: string }) {
  return (
    <View className="row-m">
      <View>{title}</View>
      <View className="meta">{meta}</View>
    </View>
  )
}
