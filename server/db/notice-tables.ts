/** The tables of notices as TypeScript sees them (0008-notices.ts). Times are Unix milliseconds. */
import type {
  NoticeEvent,
  NoticeLanguage,
  NoticeWish,
  SendReason,
  WebhookForm,
} from '../../shared/notices.ts';

export interface NoticeTables {
  push_key: { space_id: string; public_key: string; private_key: string };
  notice_wish: {
    space_id: string;
    person_id: string;
    push: readonly NoticeEvent[];
    mail: readonly NoticeEvent[];
    address: string;
    mode: NoticeWish['mode'];
    digest_hour: number;
    language: NoticeLanguage;
    digest_on: string;
  };
  push_subscription: {
    id: string;
    space_id: string;
    person_id: string;
    session_hash: string;
    endpoint: string;
    p256dh: string;
    auth: string;
    created_at: number;
  };
  webhook: {
    id: string;
    space_id: string;
    name: string;
    url: string;
    form: WebhookForm;
    events: readonly NoticeEvent[];
    language: NoticeLanguage;
    active: boolean;
    secret: string;
    created_at: number;
    last_at: number | null;
    last_reason: SendReason | '';
    last_status: number | null;
    failing_since: number | null;
  };
  notice: {
    id: string;
    space_id: string;
    event: NoticeEvent;
    reorder_id: string;
    expected_on: string;
    at: number;
  };
  notice_waiting: { space_id: string; person_id: string; notice_id: string };
}
