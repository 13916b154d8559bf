import { demoPeopleRoute } from '@shared/api/demo'
import type { AnswerOf } from '@shared/api/route'
import { signInWaysRoute } from '@shared/api/session'
import { miniTexts } from '@shared/text/miniprogram'
import { Input, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useCallback, useEffect, useState } from 'react'
import { orgHere } from '@/api/org-here'
import { type Fault, request } from '@/api/request'
import { isKnownHere, signIn, signInSilently } from '@/api/sign-in'
import { wantsIn } from '@/api/token-store'
import { Dotted } from '@/components/dotted'
import { FaultFace, faultDeeds } from '@/components/fault-face'
import { Foot } from '@/components/foot'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { Icon } from '@/icons/icon'
import { forgetMe } from '@/state/me'
import { tell } from '@/state/undo'

type Person = AnswerOf<typeof demoPeopleRoute>['people'][number]

/** The door: a code from the admin, or in a demo one of its people. WeChat and WeCom sign in by themselves. */
export default function SignInPage() {
  const [ways, setWays] = useState<AnswerOf<typeof signInWaysRoute>>()
  const [people, setPeople] = useState<Person[]>([])
  const [chosen, choose] = useState<Person>()
  const [code, setCode] = useState('')
  const [lost, setLost] = useState<Fault>()
  const [busy, setBusy] = useState(false)

  const read = useCallback(async () => {
    const { answer, fault } = await request(signInWaysRoute, { query: { org: orgHere() } })
    setLost(fault)
    setWays(answer)
    if (!answer?.demo) return
    const staff =
      (await request(demoPeopleRoute, {})).answer?.people.filter(({ kind }) => kind === 'staff') ?? []
    setPeople(staff)
    choose(staff[0])
  }, [])
  useEffect(() => {
    read()
  }, [read])

  const enter = async (via: 'code' | 'demo', given: string) => {
    setBusy(true)
    const fault = await signIn(via, given)
    setBusy(false)
    if (fault) return tell({ text: miniTexts.faultLine(fault.message, fault.reference), fault: true })
    goIn()
  }
  const enterByWeChat = async () => {
    setBusy(true)
    wantsIn()
    const went = await signInSilently()
    setBusy(false)
    if (went === 'in') goIn()
    else tell({ text: miniTexts.weChatDidNot(), fault: true })
  }
  const demo = people.length > 0

  return (
    <Screen title={miniTexts.door()}>
      <ScrollBody tight onRefresh={read}>
        {lost && <FaultFace fault={lost} />}
        {ways && (
          <View className="door">
            <View className="door-mark">
              <Icon name="feed" size="l" />
            </View>
            <View className="door-t">{miniTexts.doorTitle()}</View>
            <View className="door-p">{demo ? miniTexts.doorDemo() : miniTexts.doorCode(ways.admin)}</View>
          </View>
        )}
        {demo && (
          <View className="list">
            {people.map((person) => (
              <View
                key={person.id}
                className={`row ${person === chosen ? 'on' : ''}`}
                onClick={() => choose(person)}
              >
                <View className="mark">{person.name.slice(0, 1)}</View>
                <View className="row-m">
                  <View className="name">{person.name}</View>
                  <Dotted className="meta" parts={[person.title]} />
                </View>
              </View>
            ))}
          </View>
        )}
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function foot() {
    if (lost) return <Foot last {...faultDeeds(lost, read)} />
    if (!ways) return <Foot last />
    if (chosen)
      return (
        <Foot
          last
          primary={{
            text: miniTexts.enterAs(chosen.name),
            icon: 'person',
            off: busy,
            onDo: () => enter('demo', chosen.id),
          }}
        />
      )
    return (
      <Foot
        last
        sides={
          isKnownHere()
            ? [{ text: miniTexts.enterByWeChat(), icon: 'message', off: busy, onDo: enterByWeChat }]
            : []
        }
        field={
          <View className="field action">
            <Icon name="lock" />
            <Input
              className="field-in"
              value={code}
              placeholder={miniTexts.codeHint()}
              placeholderClass="hint"
              confirmType="done"
              maxlength={64}
              onInput={(event) => setCode(event.detail.value)}
              onConfirm={() => code.trim() && enter('code', code.trim())}
            />
          </View>
        }
        primary={{
          text: miniTexts.enter(),
          icon: 'check',
          off: busy || !code.trim(),
          onDo: () => enter('code', code.trim()),
        }}
      />
    )
  }
}

function goIn() {
  forgetMe()
  Taro.reLaunch({ url: '/pages/home/index' })
}
