export default definePageConfig({ navigationBarTitleText: '客户字段', disableScroll: true })
