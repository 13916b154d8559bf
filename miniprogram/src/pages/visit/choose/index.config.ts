export default definePageConfig({ navigationBarTitleText: '加客户', disableScroll: true })
