export {
  ensureAgentConfigReady,
  getContext,
  getCurExternalChat,
  getCurExternalContact,
  openEnterpriseChat,
  register,
  sendChatMessage,
} from '@wecom/jssdk'
