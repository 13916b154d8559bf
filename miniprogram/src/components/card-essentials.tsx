import type { CustomerRow } from '@shared/api/customers'
import { miniTexts } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { Fault } from '@/api/request'
import { keptCustomer } from '@/offline/kept-customers'
import { now } from '@/state/clock'
import { whoIsHere } from '@/state/me'
import { Dotted } from './dotted'
import { FaultFace } from './fault-face'
import { StaleStrip } from './stale-strip'

/** Without a network, of a customer whose card was never opened here: what the list on this phone knows. */
export function CardEssentials({ id, fault }: { id: string; fault: Fault }) {
  const [found, setFound] = useState<{ customer: CustomerRow; at: Date }>()
  useEffect(() => {
    if (fault.code !== 'offline') return
    whoIsHere().then(async (staffId) => setFound(staffId ? await keptCustomer(staffId, id) : undefined))
  }, [id, fault.code])
  if (!found) return <FaultFace fault={fault} />
  const { name, code, store, owner, stage, lastTouchAt } = found.customer
  return (
    <>
      <StaleStrip fault={fault} at={found.at} />
      <View className="who">
        <View className="who-name two">{name}</View>
        <Dotted
          className="who-meta meta"
          parts={[
            miniTexts.code(code),
            store.name,
            owner ? miniTexts.owner(owner.name) : miniTexts.noOwner(),
          ]}
        />
      </View>
      <View className="card15">
        <View className="pair">
          <View className="cell">
            <View className="q">{miniTexts.lastTouch()}</View>
            <View className="a">
              {lastTouchAt ? minuteText(new Date(lastTouchAt), now()) : miniTexts.noTouch()}
            </View>
          </View>
          <View className="cell">
            <View className="q">{miniTexts.stage()}</View>
            <View className="a">{stage.name}</View>
          </View>
        </View>
        <View className="calm meta">{visitPageTexts.warningsUnknown()}</View>
      </View>
    </>
  )
}
