export default definePageConfig({ navigationBarTitleText: '可能重复的客户', disableScroll: true })
