import type { VisitTarget } from '@shared/api/visit-shapes'
import { visitPageTexts } from '@shared/text/visit-pages'
import Taro from '@tarojs/taro'
import type { Deed } from '@/components/foot'

/** Calling and finding the way, as far as there is a number or a place. */
export function waysThere({ contacts, place, address, customer }: VisitTarget): Deed[] {
  const phone = contacts.find((contact) => contact.phone)?.phone
  const deeds: (Deed | false)[] = [
    !!phone && {
      text: visitPageTexts.call(),
      icon: 'call',
      onDo: () => Taro.makePhoneCall({ phoneNumber: phone }).catch(() => {}),
    },
    place !== null && {
      text: visitPageTexts.route(),
      icon: 'route',
      onDo: () => showTheWay(place, customer.name, address ?? ''),
    },
  ]
  return deeds.filter((deed) => deed !== false)
}

/** WeChat opens the map it has; a browser is sent to one that takes GCJ-02. */
function showTheWay(
  { latitudeE6, longitudeE6 }: NonNullable<VisitTarget['place']>,
  name: string,
  address: string,
) {
  const [latitude, longitude] = [latitudeE6 / 1e6, longitudeE6 / 1e6]
  if (process.env.TARO_ENV === 'weapp')
    return void Taro.openLocation({ latitude, longitude, name, address, scale: 16 }).catch(() => {})
  const query = new URLSearchParams({
    position: `${longitude},${latitude}`,
    name,
    coordinate: 'gaode',
    callnative: '1',
  })
  window.open(`https://uri.amap.com/marker?${query}`, '_blank', 'noopener')
}
