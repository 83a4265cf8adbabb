import type { OutsideSettings } from '#platform/config/outside.ts';
import type { Outcome } from '../../delivery/rules.ts';
import { usualPatience, type Sender } from '../access.ts';

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

/**
 * E-mail as plain text, each letter on a connection of its own: on a kept one a server that acknowledges twice would put the
 * next letter out of step, and what nobody took would pass for taken.
 * Servers do not recognise repetitions, though each attempt carries the
 * same Message-ID.
 */
export const emailSender = ({ url, from }: Settings, name: string, patience: number = usualPatience): Sender => {
  const { hostname, port, protocol, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  // Loaded with the first letter: a server at rest has no need of it.
  const open = async () =>
    (await import('nodemailer')).createTransport({
      host: hostname,
      port: Number(port || (secure ? 465 : 587)),
      secure,
      ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  return {
    remembers: 0,
    async send({ id, to, title, text, url: link }) {
      try {
        const transport = await open();
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
