// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { expect, it } from 'vitest'
import { makeRouter } from '../../src/router.ts'

it('The way from a list to the contact page of a chat, and back, is one that the router can go', async () => {
  setActivePinia(createPinia())
  const router = makeRouter()
  const faults: unknown[] = []
  router.onError((fault) => faults.push(fault))
  for (const path of ['/contact?contact=made-up', '/no-page', '/'])
    await router.push(path).catch((fault: unknown) => faults.push(fault))
  expect(faults).toEqual([])
  expect(router.currentRoute.value.path).toBe('/contact')
})
