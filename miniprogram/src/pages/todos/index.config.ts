export default definePageConfig({ navigationBarTitleText: '待办', disableScroll: true })
