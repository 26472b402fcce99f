/** What the notices screen asks of the server: none of it is kept on this phone, and none of it works without a network. */
import type {
  MadeWebhook,
  NoticeChannel,
  NoticeLanguage,
  NoticesView,
  NoticeWish,
  PushAddress,
  SendResult,
  WebhookFields,
} from '../../shared/notices.ts';
import type { Answer, Server } from './server.ts';

export interface NoticesServer {
  read(): Answer<NoticesView>;
  saveWish(wish: NoticeWish): Answer<null>;
  saveDevice(address: PushAddress): Answer<null>;
  forgetDevice(): Answer<null>;
  test(channel: NoticeChannel, language: NoticeLanguage): Answer<SendResult>;
  addWebhook(fields: WebhookFields): Answer<MadeWebhook>;
  changeWebhook(id: string, fields: WebhookFields): Answer<null>;
  removeWebhook(id: string): Answer<null>;
  testWebhook(id: string): Answer<SendResult>;
}

const root = '/api/notices';

export function makeNoticesServer({ ask }: Pick<Server, 'ask'>): NoticesServer {
  return {
    read: () => ask('GET', root),
    saveWish: (wish) => ask('PUT', `${root}/wish`, wish),
    saveDevice: (address) => ask('PUT', `${root}/device`, address),
    forgetDevice: () => ask('DELETE', `${root}/device`),
    test: (channel, language) => ask('POST', `${root}/test`, { channel, language }),
    addWebhook: (fields) => ask('POST', `${root}/webhooks`, fields),
    changeWebhook: (id, fields) => ask('PUT', `${root}/webhooks/${id}`, fields),
    removeWebhook: (id) => ask('DELETE', `${root}/webhooks/${id}`),
    testWebhook: (id) => ask('POST', `${root}/webhooks/${id}/test`, {}),
  };
}
