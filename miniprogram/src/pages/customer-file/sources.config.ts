export default definePageConfig({ navigationBarTitleText: '获客渠道', disableScroll: true })
