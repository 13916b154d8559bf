import {
  addRegionRoute,
  addStoreRoute,
  changeRegionRoute,
  changeStoreRoute,
  closeRegionRoute,
  closeStoreRoute,
  type RegionShape,
  type StoreShape,
} from '@shared/api/setup'
import { setupPageTexts } from '@shared/text/setup-pages'
import { useState } from 'react'
import { Sheet } from '@/components/sheet'
import { useWrite } from '@/state/use-write'
import { OptionList } from '../customer-file/option-list'

export type PlaceWork = 'add-region' | 'add-store' | 'region' | 'store'

interface Props {
  work: PlaceWork
  region: RegionShape | undefined
  store: StoreShape | undefined
  regions: readonly RegionShape[]
  /** With the region that is now to be looked at. */
  onFold(regionId?: string): void
}

/** Makes or changes a region or a store: its name, and for a store kind and region. */
export function PlaceSheet({ work, region, store, regions, onFold }: Props) {
  const changed = work === 'store' ? store : work === 'region' ? region : undefined
  const [name, setName] = useState(changed?.name ?? '')
  const [kind, setKind] = useState<StoreShape['kind']>(work === 'store' && store ? store.kind : 'direct')
  const [regionId, setRegion] = useState(store?.region.id ?? region?.id ?? '')
  const { write, busy, fault } = useWrite()
  const isStore = work === 'store' || work === 'add-store'
  const kinds = (['direct', 'franchise'] as const).map((id) => ({ id, name: setupPageTexts.kinds[id] }))

  return (
    <Sheet
      title={titleOf()}
      about={changed?.name}
      input={{
        value: name,
        hint: isStore ? setupPageTexts.storeHint() : setupPageTexts.regionHint(),
        atMost: 40,
        onChange: setName,
      }}
      side={changed ? { text: setupPageTexts.close(), icon: 'close', onDo: () => void close() } : undefined}
      send={{ text: setupPageTexts.save(), icon: 'check', off: !name.trim() }}
      last
      {...{ busy, fault }}
      onFold={() => onFold()}
      onSend={() => void save()}
    >
      {isStore && (
        <OptionList options={kinds} on={kind} onChoose={(id) => setKind(id as StoreShape['kind'])} />
      )}
      {work === 'store' && regions.length > 1 && (
        <OptionList options={regions} on={regionId} onChoose={setRegion} />
      )}
    </Sheet>
  )

  function titleOf(): string {
    if (work === 'add-region') return setupPageTexts.addRegion()
    if (work === 'add-store') return setupPageTexts.storeIn(region?.name ?? '')
    return work === 'store' ? setupPageTexts.changeStore() : setupPageTexts.changeRegion()
  }

  async function save() {
    const said = name.trim()
    if (work === 'add-region') {
      let made = ''
      const done = await write(addRegionRoute, '', { name: said }, (minute, answer) => {
        made = answer.region.id
        return setupPageTexts.made(minute, said)
      })
      if (done) onFold(made)
      return
    }
    const done = await saveKnown(said)
    if (done) onFold(work === 'store' ? regionId : undefined)
  }

  function saveKnown(said: string): Promise<boolean> {
    const made = (minute: string) => setupPageTexts.made(minute, said)
    const told = (minute: string) => setupPageTexts.changed(minute, said)
    if (work === 'add-store')
      return write(addStoreRoute, '', { name: said, kind, regionId: region?.id ?? '' }, made)
    if (work === 'store' && store)
      return write(changeStoreRoute, store.id, { name: said, kind, regionId, version: store.version }, told)
    return write(changeRegionRoute, region?.id ?? '', { name: said, version: region?.version ?? 0 }, told)
  }

  async function close() {
    if (!changed) return
    const route = work === 'store' ? closeStoreRoute : closeRegionRoute
    const done = await write(route, changed.id, { version: changed.version }, (minute) =>
      setupPageTexts.closed(minute, changed.name),
    )
    if (done) onFold()
  }
}
