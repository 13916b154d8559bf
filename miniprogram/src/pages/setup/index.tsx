import { type SetupStep, setupRoute } from '@shared/api/setup'
import { setupPageTexts } from '@shared/text/setup-pages'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Bones } from '@/components/bones'
import { Empty } from '@/components/empty'
import { FaultFace, faultDeeds } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { Icon } from '@/icons/icon'
import type { IconName } from '@/icons/icon-shapes'
import { loadMe, useMe } from '@/state/me'
import { tell } from '@/state/undo'
import { useLive } from '@/state/use-live'
import { useRead } from '../customer-file/use-read'

const icons: Record<SetupStep['code'], IconName> = {
  template: 'box',
  stores: 'visit',
  people: 'customers',
  customers: 'order',
  invite: 'lock',
}

const ways: Record<SetupStep['code'], string> = {
  template: '/pages/customer-file/template',
  stores: '/pages/setup/places',
  people: '/pages/imports/index?kind=people',
  customers: '/pages/imports/index?kind=customers',
  invite: '/pages/people/index',
}

const open = (url: string) => void Taro.navigateTo({ url })

/** From an empty organisation to a working one: every step is read from what is there. */
export default function SetupPage() {
  const me = useMe()
  const { answer, fault, read } = useRead(setupRoute, '')
  const [chosen, choose] = useState<SetupStep['code']>()
  useEffect(() => {
    loadMe()
  }, [])
  useLive(read)
  const steps = answer?.steps ?? []
  const step =
    steps.find(({ code }) => code === chosen) ?? steps.find(({ state }) => state === 'next') ?? steps[0]
  const ready = steps.every(({ state }) => state === 'done')
  const barred = fault?.status === 403
  const org = me?.org.name ?? ''

  return (
    <Screen title={setupPageTexts.setup()} back>
      <ScrollBody onRefresh={read}>
        {!answer && !fault && <Bones />}
        {!answer && fault && !barred && <FaultFace fault={fault} />}
        {barred && (
          <Empty icon="lock" title={setupPageTexts.onlyAdmin()} why={setupPageTexts.onlyAdminWhy()} />
        )}
        {answer && (
          <>
            <View className="sec">
              <View className="sec-t">{ready ? setupPageTexts.headDone(org) : setupPageTexts.head(org)}</View>
            </View>
            <View className="list">{steps.map(stepRow)}</View>
            <View className="end meta">
              {ready ? setupPageTexts.addressOf(answer.address) : setupPageTexts.headWhy()}
            </View>
          </>
        )}
      </ScrollBody>
      {fault && !answer ? (
        <Foot last {...faultDeeds(fault, read)} />
      ) : (
        <Foot last selected={step?.name} sides={sides()} primary={primary()} />
      )}
    </Screen>
  )

  function stepRow({ code, name, text, state }: SetupStep) {
    const tone = state === 'done' ? 'brand' : state === 'next' ? 'amber' : ''
    return (
      <View
        key={code}
        className={`row ${code === step?.code ? 'on' : ''}`}
        onClick={() => choose(code)}
        aria-label={`${name} ${text}`}
      >
        <View className={`disc ${tone}`}>
          <Icon name={state === 'done' ? 'check' : icons[code]} />
        </View>
        <View className="row-m">
          <View className="row-h">
            <View className="name cut">{name}</View>
            {state === 'done' && <View className="stage won">{setupPageTexts.done()}</View>}
            {state === 'next' && <View className="stage hot">{setupPageTexts.next()}</View>}
          </View>
          <View className="row-t">{text}</View>
        </View>
      </View>
    )
  }

  function sides(): Deed[] {
    if (!step || !answer) return []
    if (step.code === 'people')
      return [
        { text: setupPageTexts.addOne(), icon: 'plus', onDo: () => open('/pages/setup/person') },
        { text: setupPageTexts.person(), icon: 'customers', onDo: () => open('/pages/setup/staff') },
      ]
    if (step.code === 'template' && step.state === 'done')
      return [
        { text: setupPageTexts.fieldsDeed(), icon: 'edit', onDo: () => open('/pages/customer-file/fields') },
        {
          text: setupPageTexts.sourcesDeed(),
          icon: 'route',
          onDo: () => open('/pages/customer-file/sources'),
        },
      ]
    if (step.code === 'invite') return [{ text: setupPageTexts.copyAddress(), icon: 'copy', onDo: copy }]
    return []
  }

  function primary(): Deed | undefined {
    if (!step || (step.code === 'template' && step.state === 'done')) return undefined
    return {
      text: setupPageTexts.deeds[step.code],
      icon: icons[step.code],
      onDo: () => open(ways[step.code]),
    }
  }

  function copy() {
    const address = `${answer?.address ?? ''}/m/`
    Taro.setClipboardData({ data: address }).then(
      () => tell({ text: setupPageTexts.addressCopied(address) }),
      () => tell({ text: setupPageTexts.addressOf(address) }),
    )
  }
}
