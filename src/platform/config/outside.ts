import { z } from 'zod';

/** Systems of others that messages may be handed to. Each is off until its variables are set. */
export interface OutsideSettings {
  /** The address of this platform as people reach it, for links in messages. */
  readonly origin?: string;
  readonly smtp?: { readonly url: string; readonly from: string };
  readonly sms?: {
    readonly url: string;
    readonly key: string;
    readonly secret: string;
    readonly sign: string;
    readonly template: string;
  };
  readonly wecom?: {
    readonly url: string;
    readonly corp: string;
    readonly secret: string;
    readonly agent: number;
  };
  readonly dingtalk?: {
    readonly url: string;
    readonly key: string;
    readonly secret: string;
    readonly agent: number;
  };
  /** Milliseconds after which an answer is no longer waited for. */
  readonly patience?: number;
}

export const outsideEnvironment = {
  ZHIBU_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  ZHIBU_SMTP_FROM: z.email().optional(),
  /** The SMS gateway speaks the API `SendSms` of 2017-05-25 with signatures of version 3. */
  ZHIBU_SMS_URL: z.url().default('https://dysmsapi.aliyuncs.com'),
  ZHIBU_SMS_KEY: z.string().optional(),
  ZHIBU_SMS_SECRET: z.string().optional(),
  ZHIBU_SMS_SIGN: z.string().optional(),
  /** A template with the one parameter `content`. */
  ZHIBU_SMS_TEMPLATE: z.string().optional(),
  ZHIBU_WECOM_URL: z.url().default('https://qyapi.weixin.qq.com'),
  ZHIBU_WECOM_CORP: z.string().optional(),
  ZHIBU_WECOM_SECRET: z.string().optional(),
  ZHIBU_WECOM_AGENT: z.coerce.number().int().optional(),
  ZHIBU_DINGTALK_URL: z.url().default('https://oapi.dingtalk.com'),
  ZHIBU_DINGTALK_KEY: z.string().optional(),
  ZHIBU_DINGTALK_SECRET: z.string().optional(),
  ZHIBU_DINGTALK_AGENT: z.coerce.number().int().optional(),
};
const environment = z.object(outsideEnvironment);
type Environment = z.infer<typeof environment>;

/** All of the values, or undefined where none is set. @throws Error naming what is missing where only some are */
const whole = <T extends Readonly<Record<string, string | number | undefined>>>(
  values: T,
): { readonly [K in keyof T]: NonNullable<T[K]> } | undefined => {
  const missing = Object.entries(values).filter(([, value]) => value === undefined || value === '');
  if (missing.length === Object.keys(values).length) return undefined;
  if (missing.length > 0) {
    const names = missing.map(([name]) => name).join(', ');
    throw new Error(`消息渠道配置不全，缺少 / a channel is configured in part, missing: ${names}`);
  }
  return values as { readonly [K in keyof T]: NonNullable<T[K]> };
};

/** @throws Error where a channel is configured in part: nobody would notice that it is silent */
export const outsideOf = (e: Environment, origin: string | undefined): OutsideSettings => {
  const smtp = whole({ ZHIBU_SMTP_URL: e.ZHIBU_SMTP_URL, ZHIBU_SMTP_FROM: e.ZHIBU_SMTP_FROM });
  const sms = whole({
    ZHIBU_SMS_KEY: e.ZHIBU_SMS_KEY,
    ZHIBU_SMS_SECRET: e.ZHIBU_SMS_SECRET,
    ZHIBU_SMS_SIGN: e.ZHIBU_SMS_SIGN,
    ZHIBU_SMS_TEMPLATE: e.ZHIBU_SMS_TEMPLATE,
  });
  const wecom = whole({
    ZHIBU_WECOM_CORP: e.ZHIBU_WECOM_CORP,
    ZHIBU_WECOM_SECRET: e.ZHIBU_WECOM_SECRET,
    ZHIBU_WECOM_AGENT: e.ZHIBU_WECOM_AGENT,
  });
  const dingtalk = whole({
    ZHIBU_DINGTALK_KEY: e.ZHIBU_DINGTALK_KEY,
    ZHIBU_DINGTALK_SECRET: e.ZHIBU_DINGTALK_SECRET,
    ZHIBU_DINGTALK_AGENT: e.ZHIBU_DINGTALK_AGENT,
  });
  return {
    ...(origin === undefined ? {} : { origin }),
    ...(smtp && { smtp: { url: smtp.ZHIBU_SMTP_URL, from: smtp.ZHIBU_SMTP_FROM } }),
    ...(sms && {
      sms: {
        url: e.ZHIBU_SMS_URL,
        key: sms.ZHIBU_SMS_KEY,
        secret: sms.ZHIBU_SMS_SECRET,
        sign: sms.ZHIBU_SMS_SIGN,
        template: sms.ZHIBU_SMS_TEMPLATE,
      },
    }),
    ...(wecom && {
      wecom: {
        url: e.ZHIBU_WECOM_URL,
        corp: wecom.ZHIBU_WECOM_CORP,
        secret: wecom.ZHIBU_WECOM_SECRET,
        agent: wecom.ZHIBU_WECOM_AGENT,
      },
    }),
    ...(dingtalk && {
      dingtalk: {
        url: e.ZHIBU_DINGTALK_URL,
        key: dingtalk.ZHIBU_DINGTALK_KEY,
        secret: dingtalk.ZHIBU_DINGTALK_SECRET,
        agent: dingtalk.ZHIBU_DINGTALK_AGENT,
      },
    }),
  };
};
