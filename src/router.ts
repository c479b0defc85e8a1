import { createRouter, createWebHashHistory, type Router } from 'vue-router'
import { useSession } from './shell/session.ts'

/** Hash routes: the JS-SDK binds its signature to the address without its hash. The contact page is shown without the router (App.vue). */
export function makeRouter(): Router {
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', redirect: '/contact' },
      { path: '/contact', component: { render: () => null } },
      {
        path: '/my-day',
        component: () => import('./pages/MyDayPage.vue'),
        beforeEnter: () => (useSession().isOperatorOnly ? '/branch' : true),
      },
      { path: '/adds', component: () => import('./pages/AddsPage.vue') },
      { path: '/reviews', component: () => import('./pages/ReviewsPage.vue') },
      { path: '/guide', component: () => import('./pages/GuidePage.vue') },
      { path: '/months', component: () => import('./pages/MonthsPage.vue') },
      { path: '/statements', component: () => import('./pages/StatementsPage.vue') },
      { path: '/branch/assign', component: () => import('./pages/AssignPage.vue') },
      {
        path: '/branch/:show(uncared|follow-ups|adds|credits|targets|funnel|board|member|exports|leads)?',
        component: () => import('./pages/BranchPage.vue'),
      },
      { path: '/follow-ups', component: () => import('./pages/FollowUpsPage.vue') },
      { path: '/talk-scripts', component: () => import('./pages/TalkScriptsPage.vue') },
      { path: '/settings', component: () => import('./pages/SettingsPage.vue') },
      { path: '/:rest(.*)*', component: () => import('./pages/NoPage.vue') },
    ],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })
}
