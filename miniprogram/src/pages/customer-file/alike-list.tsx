import type { AlikeRow } from '@shared/api/merges'
import { fileTexts } from '@shared/text/customer-pages'
import { View } from '@tarojs/components'
import { Dotted } from '@/components/dotted'
import { Name } from '@/components/name'
import { openCustomer } from '@/components/open-customer'
import { Icon } from '@/icons/icon'

/** Who it may already be: a row opens them, what was typed stays behind it. */
export function AlikeList({ rows }: { rows: readonly AlikeRow[] }) {
  return (
    <View className="alike">
      <View className="alike-t">
        <Icon name="customers" size="s" />
        <View className="row-m">{fileTexts.alike()}</View>
      </View>
      {rows.map(({ customer, reason }) => (
        <View
          key={customer?.id ?? 'others'}
          className="row"
          onClick={() => customer && openCustomer(customer.id)}
        >
          <View className="row-m">
            <Name className="name" text={customer?.name ?? fileTexts.alikeOthers()} />
            <Dotted
              className="meta"
              parts={
                customer
                  ? [
                      reason.text,
                      customer.owner ? fileTexts.ownedBy(customer.owner.name) : fileTexts.ownedByNobody(),
                    ]
                  : [reason.text, fileTexts.alikeOthersWhy()]
              }
            />
          </View>
          {customer && <Icon name="next" size="s" />}
        </View>
      ))}
    </View>
  )
}
