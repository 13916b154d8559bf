/** What people read about sources (获客渠道) when an admin changes what there is. */
export const sourceTexts = {
  notFound: () => '没有找到这个渠道。',
  nameNeeded: () => '渠道要有名字，最多 20 个字。',
  nameTaken: (name: string) => `已经有一个叫「${name}」的渠道了。`,
  tooMany: (atMost: number) => `最多 ${atMost} 个渠道，先停用几个再加。`,
  lastOne: (name: string) => `「${name}」是最后一个在用的渠道，每家客户都要有渠道，先加一个新的再停用。`,
  orderChanged: () => '渠道刚刚有增减，请看一眼现在的再排。',
  changedMeanwhile: (name: string) => `渠道「${name}」刚被别人改过，请看一眼现在的再改。`,
  gone: (name: string) => `渠道「${name}」刚被管理员停用了，请另选一个，其他填的都还在。`,
  undone: (name: string) => `已撤销对渠道「${name}」的改动`,
  orderUndone: () => '已撤销，渠道回到原来的顺序',
}
