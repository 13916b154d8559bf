import { type RegionShape, regionsRoute, type StoreShape, storesRoute } from '@shared/api/setup'
import { setupPageTexts } from '@shared/text/setup-pages'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { call } from '@/api/call'
import { Chips } from '@/components/chips'
import { Empty } from '@/components/empty'
import { faultDeeds, homeDeed } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { StaleStrip } from '@/components/stale-strip'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'
import { PlaceSheet, type PlaceWork } from './place-sheet'

/** Regions as chips, the stores of one below. */
export default function PlacesPage() {
  const regions = useList<RegionShape>('regions', () => call(regionsRoute))
  const [regionId, chooseRegion] = useState<string>()
  const region = regions.items?.find(({ id }) => id === regionId) ?? regions.items?.[0]
  const stores = useList<StoreShape>(region?.id, (cursor) =>
    call(storesRoute, { query: { regionId: region?.id, cursor } }),
  )
  const [store, select] = useSelection(stores.items)
  const [work, setWork] = useState<PlaceWork>()
  const refresh = () => Promise.all([regions.refresh(), stores.refresh()])
  useLive(refresh)
  const { fault } = regions
  const barred = fault?.status === 403
  useEffect(() => {
    if (region && !regionId) chooseRegion(region.id)
  }, [region, regionId])

  return (
    <Screen title={setupPageTexts.places()} back>
      {regions.items && regions.items.length > 0 && (
        <Chips
          chips={regions.items.map(({ id, name }) => ({ code: id, text: name }))}
          on={region?.id}
          onChoose={(id) => {
            setWork(undefined)
            chooseRegion(id)
          }}
        />
      )}
      <StaleStrip fault={barred ? undefined : fault} at={regions.at} />
      <ScrollBody tight onRefresh={refresh} onMore={stores.loadMore}>
        {barred ? (
          <Empty icon="lock" title={setupPageTexts.onlyAdmin()} why={setupPageTexts.onlyAdminWhy()} />
        ) : (
          <ListView
            list={regions}
            empty={{ icon: 'visit', title: setupPageTexts.noPlaces(), why: setupPageTexts.noPlacesWhy() }}
          >
            {() => (
              <>
                <View className="sec">
                  <View className="sec-t">{region?.name}</View>
                  <View>{setupPageTexts.storeCount(region?.stores ?? 0)}</View>
                </View>
                <View className="list flat">{stores.items?.map(storeRow)}</View>
              </>
            )}
          </ListView>
        )}
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function storeRow({ id, name, kind, managers }: StoreShape) {
    return (
      <View key={id} className={`row ${id === store?.id ? 'on' : ''}`} onClick={() => select(id)}>
        <View className="row-m">
          <View className="row-h">
            <View className="name cut">{name}</View>
            <View className="stage">{setupPageTexts.kinds[kind]}</View>
          </View>
          <View className="meta">{setupPageTexts.manager(managers.map((each) => each.name).join('、'))}</View>
        </View>
      </View>
    )
  }

  function foot() {
    if (barred) return <Foot last primary={homeDeed()} />
    if (fault && !regions.items) return <Foot last {...faultDeeds(fault, refresh)} />
    if (work)
      return (
        <PlaceSheet
          key={`${work}${region?.id}${store?.id}`}
          work={work}
          region={region}
          store={store}
          regions={regions.items ?? []}
          onFold={(id) => {
            setWork(undefined)
            if (id) chooseRegion(id)
            void refresh()
          }}
        />
      )
    const deed = (text: string, icon: Deed['icon'], next: PlaceWork): Deed => ({
      text,
      icon,
      onDo: () => setWork(next),
    })
    const addRegion = deed(setupPageTexts.addRegion(), 'plus', 'add-region')
    if (!region) return <Foot last primary={addRegion} />
    const sides = [
      ...(store ? [deed(setupPageTexts.changeStore(), 'edit', 'store')] : []),
      deed(setupPageTexts.changeRegion(), 'edit', 'region'),
      addRegion,
    ]
    return (
      <Foot
        last
        selected={store?.name ?? region.name}
        sides={sides}
        primary={deed(setupPageTexts.addStore(), 'visit', 'add-store')}
      />
    )
  }
}
