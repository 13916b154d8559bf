export default definePageConfig({ navigationBarTitleText: '合并记录', disableScroll: true })
