export default definePageConfig({ navigationBarTitleText: '客户最新动态', disableScroll: true })
