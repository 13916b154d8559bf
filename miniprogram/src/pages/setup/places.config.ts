export default definePageConfig({ navigationBarTitleText: '区域门店', disableScroll: true })
