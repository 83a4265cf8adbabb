/** What the first bytes say a file is; undefined: not a kind that is taken, whatever its name says. */
export const scanTypeOf = (head: Uint8Array): 'application/pdf' | 'image/jpeg' | 'image/png' | undefined => {
  const starts = (...bytes: readonly number[]): boolean => bytes.every((byte, at) => head[at] === byte);
  if (starts(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  return starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) ? 'image/png' : undefined;
};

/** A name with a mark of secrecy: such papers do not belong on this platform (保密法 31). */
export const hasSecrecyMark = (name: string): boolean =>
  /绝密|机密|秘密\s*★|工作秘密|内部资料/u.test(name.normalize('NFKC'));
