export default definePageConfig({ navigationBarTitleText: '拜访', disableScroll: true })
