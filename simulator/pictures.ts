import { Router } from 'express'
import { toString as drawQr } from 'qrcode'
import { type Engine, originOf } from './engine.ts'
import { avatarSvg } from './scenario/avatar.ts'

/** Faces of the contacts and the codes of the contact ways, drawn when asked for, and pictures that apps have uploaded. */
export function pictureRoutes(engine: Engine): Router {
  const router = Router()
  router.get('/avatars/:name', (request, response) => {
    const index = Number.parseInt(request.params.name, 10)
    const contact = engine.world.contacts[index]
    if (!contact) return void response.status(404).end()
    response
      .type('image/svg+xml')
      .set('cache-control', 'max-age=300')
      .set('cross-origin-resource-policy', 'cross-origin')
    response.send(avatarSvg(index, contact.name))
  })
  router.get('/qr/:name', async (request, response) => {
    const configId = request.params.name.replace(/\.svg$/, '')
    const way = engine.world.contactWays.find((one) => one.configId === configId)
    if (!way) return void response.status(404).end()
    const svg = await drawQr(`${originOf(engine)}/scan/${configId}`, { type: 'svg', margin: 1 })
    response.type('image/svg+xml').set('cross-origin-resource-policy', 'cross-origin').send(svg)
  })
  router.get('/media/:id', (request, response) => {
    const kept = engine.world.media?.find(({ id }) => id === request.params.id)
    if (!kept) return void response.status(404).end()
    response.type(kept.type).set('cross-origin-resource-policy', 'cross-origin')
    response.send(Buffer.from(kept.base64, 'base64'))
  })
  return router
}
