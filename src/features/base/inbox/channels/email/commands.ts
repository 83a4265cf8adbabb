import { createTransport } from 'nodemailer';
import type { OutsideSettings } from '#platform/config/outside.ts';
import type { Log } from '#platform/log/log.ts';
import type { Outcome } from '../../delivery/rules.ts';
import { usualPatience, type Sender } from '../rules.ts';

type Settings = NonNullable<OutsideSettings['smtp']>;

interface SmtpError {
  readonly code?: string;
  readonly syscall?: string;
  readonly responseCode?: number;
}

/** What the server said, or did not. Without a connection nothing was sent; a connection that fell silent may have been. */
export const outcomeOfSmtp = (error: unknown): Outcome => {
  const { code, syscall, responseCode } = error as SmtpError;
  if (responseCode !== undefined && responseCode >= 400)
    return { kind: responseCode < 500 ? 'later' : 'refused', why: `smtp_${responseCode}` };
  if (syscall === 'connect' || code === 'EDNS' || code === 'EAUTH') return { kind: 'later', why: 'not_reached' };
  return { kind: 'unknown', why: code === 'ETIMEDOUT' ? 'no_answer' : 'cut_off' };
};

/** E-mail as plain text. Servers do not recognise repetitions, though each attempt carries the same Message-ID. */
export const emailSender = (
  { url, from }: Settings,
  name: string,
  log: Log,
  patience: number = usualPatience,
): Sender => {
  const { hostname, port, protocol, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname,
    port: Number(port || (secure ? 465 : 587)),
    secure,
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    pool: true,
    maxConnections: 2,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transport.on('error', (error: Error) => log.warn({ reason: error.message }, 'mail server'));
  return {
    remembers: 0,
    close: () => transport.close(),
    async send({ id, to, title, text, url: link }) {
      try {
        const { messageId } = await transport.sendMail({
          from: { name, address: from },
          to: { name: '', address: to },
          subject: title,
          text: link === null ? text : `${text}\n\n${link}\n`,
          messageId: `<${id}@${from.split('@')[1] ?? 'zhibu'}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { kind: 'ok', id: messageId };
      } catch (error) {
        return outcomeOfSmtp(error);
      }
    },
  };
};
