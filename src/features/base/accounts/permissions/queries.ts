import { say, type Language } from '#shared/text.ts';
import { permissionTableTexts, permissionTexts } from './messages.ts';
import { permissions, permissionTable, roleFacts, roles, type Role } from './rules.ts';

/** Chinese characters and their punctuation take two columns of a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce((width, c) => width + (/[\u2e80-\uffef]/.test(c) ? 2 : 1), 0);
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
const columnWidth = 3;

const roleLines = (language: Language): string[] => {
  const t = permissionTableTexts;
  const cells = roles.map((role, index) => {
    const { label, reach, secondFactor } = roleFacts[role];
    return [
      String(index + 1).padStart(2),
      label[language],
      role,
      say(language, t[reach]),
      secondFactor ? say(language, t.required) : '',
    ];
  });
  const rows = [['  ', say(language, t.role), '', say(language, t.reach), say(language, t.factor)], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))) + 2);
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('')
      .trimEnd(),
  );
};

const permissionLines = (language: Language): string[] => {
  const width = Math.max(...permissions.map((permission) => widthOf(say(language, permissionTexts[permission])))) + 2;
  const nameWidth = Math.max(...permissions.map((permission) => permission.length)) + 2;
  const heading =
    pad('', width + nameWidth) + roles.map((_, index) => String(index + 1).padStart(columnWidth)).join('');
  const lines = permissions.map((permission) => {
    const holders = permissionTable[permission] as readonly Role[];
    const marks = roles.map((role) => (holders.includes(role) ? '●' : '·').padStart(columnWidth)).join('');
    return pad(say(language, permissionTexts[permission]), width) + pad(permission, nameWidth) + marks;
  });
  return [heading, ...lines];
};

/** The permission table as text for a terminal: the numbered roles with their reach, then permissions × roles. */
export const permissionTableText = (language: Language): string =>
  [say(language, permissionTableTexts.title), '', ...roleLines(language), '', ...permissionLines(language), ''].join(
    '\n',
  );
