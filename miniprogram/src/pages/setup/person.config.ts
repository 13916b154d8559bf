export default definePageConfig({ navigationBarTitleText: '人员', disableScroll: true })
