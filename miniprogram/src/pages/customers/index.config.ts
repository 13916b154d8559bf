export default definePageConfig({ navigationBarTitleText: '客户', disableScroll: true })
