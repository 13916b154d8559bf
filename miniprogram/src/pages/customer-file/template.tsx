import { installTemplateRoute, type TemplateShape, templatesRoute } from '@shared/api/templates'
import { fileTexts } from '@shared/text/customer-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { setupPageTexts } from '@shared/text/setup-pages'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Bones } from '@/components/bones'
import { Empty } from '@/components/empty'
import { entries } from '@/components/entries'
import { FaultFace, faultDeeds } from '@/components/fault-face'
import { Foot } from '@/components/foot'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { useLive } from '@/state/use-live'
import { useWrite } from '@/state/use-write'
import { useRead } from './use-read'

/** What the organisation starts with, chosen once by an admin. */
export default function TemplatePage() {
  const { answer, fault: unread, read } = useRead(templatesRoute, '')
  const [code, choose] = useState<TemplateShape['code']>()
  const { write, busy, fault } = useWrite()
  useLive(read)
  const chosen = answer?.items.find((each) => each.code === code) ?? answer?.items[0]
  return (
    <Screen title={fileTexts.templates()} back>
      <ScrollBody onRefresh={read}>
        {!answer && !unread && <Bones />}
        {!answer && unread && <FaultFace fault={unread} />}
        {answer?.installed && (
          <Empty icon="check" title={fileTexts.templateInstalled()} why={fileTexts.templateInstalledWhy()} />
        )}
        {answer && !answer.installed && !answer.mayInstall && (
          <Empty icon="lock" title={fileTexts.noRight()} why={fileTexts.noRightWhy()} />
        )}
        {answer && !answer.installed && answer.mayInstall && (
          <View className="list flat">
            {answer.items.map((each) => (
              <View
                key={each.code}
                className={`row ${each.code === chosen?.code ? 'on' : ''}`}
                onClick={() => choose(each.code)}
              >
                <View className="row-m">
                  <View className="name">{each.name}</View>
                  <View className="row-t">{each.text}</View>
                  {fileTexts.templateParts(each.stages, each.sources, each.fields).map((line) => (
                    <View key={line} className="meta row-f">
                      {line}
                    </View>
                  ))}
                </View>
              </View>
            ))}
          </View>
        )}
        {fault && <View className="strip red">{miniTexts.faultLine(fault.message, fault.reference)}</View>}
      </ScrollBody>
      {unread && !answer ? (
        <Foot last {...faultDeeds(unread, read)} />
      ) : (
        <Foot
          last
          primary={
            answer?.installed
              ? {
                  text: setupPageTexts.fieldsDeed(),
                  icon: 'edit',
                  onDo: () => void Taro.navigateTo({ url: entries.fields.url }),
                }
              : answer?.mayInstall && chosen
                ? {
                    text: busy ? miniTexts.working() : fileTexts.install(chosen.name),
                    icon: 'check',
                    off: busy,
                    onDo: () =>
                      void write(installTemplateRoute, chosen.code, undefined, (minute) =>
                        fileTexts.installed(minute, chosen.name),
                      ),
                  }
                : undefined
          }
        />
      )}
    </Screen>
  )
}
