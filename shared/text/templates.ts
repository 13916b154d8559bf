/** What people read about industry templates. */
export const templateTexts = {
  names: { 'fresh-retail': '生鲜零售', general: '通用' } as const,
  about: {
    'fresh-retail': '连锁门店、区域督导、冷链配送。按优鲜达的做法配好，装上就能用。',
    general: '任何卖给店铺和公司的行业。字段少，阶段简单，以后自己加。',
  } as const,
  notFound: () => '没有这个模板。',
  alreadyInstalled: () => '已经装过模板了，不能再装第二个。要改字段请到「客户字段」里改。',
}
