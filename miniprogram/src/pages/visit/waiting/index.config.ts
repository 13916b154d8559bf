export default definePageConfig({ navigationBarTitleText: '待传的', disableScroll: true })
