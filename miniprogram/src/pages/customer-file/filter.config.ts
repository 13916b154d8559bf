export default definePageConfig({ navigationBarTitleText: '筛选', disableScroll: true })
