/** 拒收, as the timeline tells it. */
export const rejectionTexts = {
  noProduct: () => '没说商品',
  fact: (
    product: string,
    quantity: number | undefined,
    unit: string | undefined,
    reason: string | undefined,
  ) =>
    `拒收 ${product}${quantity === undefined ? '' : ` ${quantity} ${unit ?? ''}`.trimEnd()}${reason ? `：${reason}` : ''}`,
}
