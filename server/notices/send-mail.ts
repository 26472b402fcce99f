/**
 * Mails in plain text, through the SMTP server that the operator has named. Addresses and names are handed over as
 * values, never as lines of a header, so no text of a person can add one.
 */
import { createTransport } from 'nodemailer';
import type { NoticeLanguage } from '../../shared/notices.ts';
import type { NoticeMessage } from './compose-notice.ts';
import { noticeWords } from './notice-words.ts';
import { delivered, undelivered, type Delivery } from './send-request.ts';

export interface MailSetting {
  /** smtp:// or smtps://, with user and password where the server wants them. */
  readonly smtpUrl: string;
  readonly from: string;
}

export interface Mail {
  readonly to: string;
  readonly language: NoticeLanguage;
  readonly spaceName: string;
  readonly message: NoticeMessage;
  /** The same for each try, so that a mailbox can tell one that came twice. */
  readonly id: string;
}

export interface Mailer {
  send(mail: Mail, signal: AbortSignal): Promise<Delivery>;
}

const stepMs = 10_000;
const totalMs = 30_000;

export function makeMailer(setting: MailSetting | undefined, publicUrl: string): Mailer {
  if (setting === undefined) return { send: async () => undelivered('mail_off') };
  const { from, smtpUrl } = setting;
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: stepMs,
    greetingTimeout: stepMs,
    socketTimeout: stepMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const settingsUrl = `${publicUrl}/notices`;
  return {
    async send({ to, language, spaceName, message, id }, signal) {
      const { title, lines, more } = message;
      const [first] = lines;
      const w = noticeWords[language];
      const subject = lines.length === 1 && first !== undefined ? first.text : title;
      const texts = [...lines.map(({ text, url }) => `${text}\n${url}`), ...(more ? [more] : [])];
      const mail = {
        from,
        to: { name: '', address: to },
        subject: `${subject} – ${spaceName}`,
        text: `${texts.join('\n\n')}\n\n-- \n${w.footer(spaceName, settingsUrl)}\n`,
        messageId: `<${id}@${new URL(publicUrl).hostname}>`,
        headers: { 'auto-submitted': 'auto-generated' },
        list: { unsubscribe: settingsUrl },
        signal: AbortSignal.any([signal, AbortSignal.timeout(totalMs)]),
      };
      try {
        await transport.sendMail(mail);
        return delivered;
      } catch (error) {
        if (signal.aborted) throw error;
        const delivery = deliveryOf(error);
        if (delivery === undefined) throw error;
        return delivery;
      }
    },
  };
}

/** Undefined for what is no server's doing: a bug. */
function deliveryOf(error: unknown): Delivery | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const answered = 'responseCode' in error ? error.responseCode : undefined;
  const status = typeof answered === 'number' ? answered : null;
  const later = { isPassing: true, status } as const;
  switch (error.code) {
    // A password that is wrong today may be right tomorrow: the operator is told by the screen.
    case 'EAUTH':
    case 'ENOAUTH':
      return undelivered('mail_login', later);
    case 'ETLS':
    case 'EREQUIRETLS':
      return undelivered('tls', later);
    case 'ETIMEDOUT':
    case 'EABORT':
      return undelivered('timeout', later);
    case 'ECONNECTION':
    case 'ESOCKET':
    case 'EDNS':
      return undelivered('unreachable', later);
    case 'EENVELOPE':
    case 'EMESSAGE':
    case 'EPROTOCOL':
      return undelivered('mail_refused', { status, isPassing: status === null || status < 500 });
    default:
      return undefined;
  }
}
