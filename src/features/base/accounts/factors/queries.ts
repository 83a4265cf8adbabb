import { Secret, TOTP } from 'otpauth';

/** 160 random bits in base 32, as authenticator programs take them. */
export const newFactorSecret = (): string => new Secret({ size: 20 }).base32;

/** The six digits that a secret gives at a time in milliseconds: for the command line's demonstration counties. */
export const factorCode = (secret: string, timestamp: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp });
