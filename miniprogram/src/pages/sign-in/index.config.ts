export default definePageConfig({ navigationBarTitleText: '顺流', disableScroll: true })
