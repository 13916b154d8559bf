export default definePageConfig({ navigationBarTitleText: '发登录码', disableScroll: true })
