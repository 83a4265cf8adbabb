import type { County } from '#platform/county/county.ts';
import type { OutsideChannel } from '../rules.ts';
import { dingtalkSender } from './dingtalk/commands.ts';
import { emailSender } from './email/commands.ts';
import type { Sender } from './access.ts';
import { smsSender } from './sms/commands.ts';
import { wecomSender } from './wecom/commands.ts';

type Senders = Partial<Readonly<Record<OutsideChannel, Sender>>>;

/** Kept for each county, since tokens and connections are. */
const opened = new WeakMap<County, Senders>();

const open = (county: County): Senders => {
  const { smtp, sms, wecom, dingtalk, patience } = county.outside;
  return {
    ...(smtp && { email: emailSender(smtp, county.entry.name, patience) }),
    ...(sms && { sms: smsSender(sms, patience) }),
    ...(wecom && { wecom: wecomSender(wecom, patience) }),
    ...(dingtalk && { dingtalk: dingtalkSender(dingtalk, patience) }),
  };
};

/** The way out over a channel; undefined where the platform is not connected to it. */
export const senderOf = (county: County, channel: OutsideChannel): Sender | undefined => {
  const known = opened.get(county) ?? open(county);
  opened.set(county, known);
  return known[channel];
};
