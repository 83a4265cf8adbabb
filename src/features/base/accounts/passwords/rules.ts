const common = new Set([
  '12345678',
  '123456789',
  '1234567890',
  '87654321',
  '123123123',
  '147258369',
  '11223344',
  '12341234',
  '00000000',
  '11111111',
  '66666666',
  '88888888',
  '99999999',
  '5201314520',
  '12344321',
  'password',
  'password1',
  'passw0rd',
  'p@ssw0rd',
  'qwertyui',
  'qwerty123',
  'asdfghjk',
  'abc12345',
  'abcd1234',
  'a1234567',
  'a12345678',
  'aa123456',
  'aa12345678',
  'q1w2e3r4',
  '1q2w3e4r',
  '1qaz2wsx',
  'qazwsxedc',
  'iloveyou',
  'woaini1314',
  'woaini520',
  'woaini123',
  'admin123',
  'admin888',
  'administrator',
  'welcome1',
  'letmein1',
  'sunshine',
  'football',
  'superman',
  'dangyuan',
  'dangyuan123',
  'dangjian',
  'dangjian123',
  'zhibu123',
  'zhonggong',
  'zhongguo',
  'beijing2008',
  'asd123456',
  'qwe123456',
  'zxc123456',
  'wang1234',
  'li123456',
  'zhang123',
]);

const runs = '01234567890 9876543210 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm';

/** Whether the whole is one character, one short piece repeated, or a stretch of the keyboard or the alphabet. */
const isPattern = (text: string): boolean => /^(.{1,3})\1+$/u.test(text) || (text.length <= 12 && runs.includes(text));

/** A day of birth and little else. */
const isDay = (text: string): boolean =>
  /^\D{0,3}(19|20)\d{2}[-.]?(0[1-9]|1[0-2])[-.]?(0[1-9]|[12]\d|3[01])\D{0,2}$/.test(text);

/** Why a password is refused, or null. Length decides, not a mix of classes (ASVS 5.0 V6.2); `words` are names of its holder. */
export const passwordProblem = (password: string, words: readonly string[]): string | null => {
  if ([...password].length < 8) return 'password.short';
  const lower = password.normalize('NFKC').toLowerCase();
  if (common.has(lower) || isPattern(lower) || isDay(lower)) return 'password.common';
  if (words.some((word) => [...word].length >= 2 && lower.includes(word.toLowerCase())))
    return 'password.contains_name';
  return null;
};

/** Characters that are told apart when read from paper or over the telephone. */
export const readableCharacters = 'abcdefghjkmnpqrstuvwxyz23456789';
