import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

describe('the configuration', () => {
  test('needs nothing, and keeps the keys outside the data', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8600, trustProxy: false, logLevel: 'info' });
    expect(`${config.keysFolder}/`.startsWith(`${config.dataFolder}/`)).toBe(false);
  });

  test('connects to nothing outside until it is told to', () => {
    expect(readConfig({}).outside).toEqual({});
    const mail = { ZHIBU_SMTP_URL: 'smtps://mail.example', ZHIBU_SMTP_FROM: 'zhibu@mail.example' };
    expect(readConfig(mail).outside).toEqual({ smtp: { url: 'smtps://mail.example', from: 'zhibu@mail.example' } });
  });

  test('names everything that is wrong at once', () => {
    const wrong = { ZHIBU_PORT: '99999', ZHIBU_POOL: 'many', ZHIBU_LOG: 'loud', ZHIBU_ORIGIN: 'zhibu' };
    for (const name of Object.keys(wrong)) expect(() => readConfig(wrong)).toThrow(name);
  });

  test.each([
    [{ ZHIBU_DATA: '/srv/zhibu', ZHIBU_KEYS: '/srv/zhibu/keys' }, 'ZHIBU_KEYS'],
    [{ ZHIBU_DATA: '/srv/zhibu', ZHIBU_KEYS: '/srv/zhibu' }, 'ZHIBU_KEYS'],
    [{ ZHIBU_ORIGIN: 'https://zhibu.example' }, 'ZHIBU_TRUST_PROXY'],
    // Half a channel would be silent without anybody noticing.
    [{ ZHIBU_SMTP_URL: 'smtp://mail.example' }, 'ZHIBU_SMTP_FROM'],
    [{ ZHIBU_WECOM_CORP: 'corp', ZHIBU_WECOM_AGENT: '7' }, 'ZHIBU_WECOM_SECRET'],
    [{ ZHIBU_SMTP_URL: 'http://mail.example', ZHIBU_SMTP_FROM: 'a@mail.example' }, 'ZHIBU_SMTP_URL'],
  ])('refuses the contradiction in %j', (environment, named) => {
    expect(() => readConfig(environment)).toThrow(named);
  });

  test.each([
    { ZHIBU_DATA: '/srv/zhibu', ZHIBU_KEYS: '/srv/zhibu-keys' },
    { ZHIBU_ORIGIN: 'https://zhibu.example', ZHIBU_TRUST_PROXY: 'true' },
    { ZHIBU_ORIGIN: 'http://10.0.0.1:8600' },
  ])('takes %j', (environment) => {
    expect(() => readConfig(environment)).not.toThrow();
  });
});
