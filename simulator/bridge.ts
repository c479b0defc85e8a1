/**
 * What the window puts first into the product's HTML. Inside the client's frame it gives the unmodified @wecom/jssdk the three things
 * it looks for: "wxwork/" in the user agent, WeixinJSBridge, and its invoke and on. With data-device="phone" the page believes it
 * is inside WeChat, and the phone beside it may fill in the form. Outside of a frame it does nothing.
 */
export const bridgeScript = `(function () {
  var me = document.currentScript
  if (!me || window.parent === window) return
  var host = me.getAttribute('data-host')
  var device = me.getAttribute('data-device') || 'windows'
  var version = me.getAttribute('data-version') || '4.1.36'
  var delay = Number(me.getAttribute('data-delay') || 0)
  var agent = navigator.userAgent
  var suffixes = {
    windows: ' wxwork/' + version + ' (MicroMessenger/6.2) WindowsWechat',
    mac: ' wxwork/' + version + ' (MicroMessenger/6.2) WeChat/2.0.4',
    mobile: ' Mobile/15E148 wxwork/' + version + ' MicroMessenger/7.0.1 Language/zh',
    phone: ' Mobile/15E148 MicroMessenger/8.0.50 Language/zh_CN'
  }
  if (!/micromessenger/i.test(agent)) {
    Object.defineProperty(navigator, 'userAgent', {
      configurable: true,
      get: function () { return agent + (suffixes[device] || suffixes.windows) }
    })
  }

  var sequence = 0
  var waiting = {}
  var listeners = {}
  function tell(message) {
    message.wecomSim = 1
    window.parent.postMessage(message, host)
  }
  function address() { return location.href.split('#')[0] }

  var hidden = false
  function show(state) {
    hidden = state === 'hidden'
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: function () { return hidden ? 'hidden' : 'visible' } })
    Object.defineProperty(document, 'hidden', { configurable: true, get: function () { return hidden } })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }

  function put(name, value) {
    var field = document.querySelector('[name="' + name + '"], #' + name + ', [data-field="' + name + '"]')
    if (!field) return
    var proto = field.tagName === 'SELECT' ? HTMLSelectElement.prototype : HTMLInputElement.prototype
    Object.getOwnPropertyDescriptor(proto, 'value').set.call(field, value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }

  window.addEventListener('message', function (event) {
    if (event.source !== window.parent || event.origin !== host) return
    var message = event.data
    if (!message || message.wecomSim !== 1) return
    if (message.type === 'result' && waiting[message.id]) {
      var answer = waiting[message.id]
      delete waiting[message.id]
      answer(message.result)
    }
    if (message.type === 'event') (listeners[message.name] || []).forEach(function (heard) { heard(message.data) })
    if (message.type === 'visibility') show(message.state)
    if (message.type === 'reload') location.reload()
    if (message.type === 'fill') Object.keys(message.fields || {}).forEach(function (name) { put(name, message.fields[name]) })
  })

  var bridge = {
    invoke: function (name, params, answer) {
      sequence += 1
      if (answer) waiting[sequence] = answer
      tell({ type: 'invoke', id: sequence, name: name, params: JSON.parse(JSON.stringify(params || {})), url: address() })
    },
    call: function (name) { bridge.invoke(name, {}) },
    on: function (name, heard) {
      listeners[name] = listeners[name] || []
      listeners[name].push(heard)
      tell({ type: 'on', name: name })
    }
  }
  function install() {
    window.WeixinJSBridge = bridge
    document.dispatchEvent(new Event('WeixinJSBridgeReady'))
  }
  if (delay) setTimeout(install, delay)
  else install()
})()
`
