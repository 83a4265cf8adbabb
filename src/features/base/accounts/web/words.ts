import type { Text } from '#shared/text.ts';
import type { Words } from '#ui/words.tsx';
import { roleFacts, roles } from '../permissions/rules.ts';

/** `role.<key>` for pages that show who did something. */
const roleWords = Object.fromEntries(
  roles.map((role): [string, Text] => [`role.${role}`, [roleFacts[role].label.zh, roleFacts[role].label.en]]),
);

export const accountWords: Words = {
  'source.command line': ['命令行', 'Command line'],
  'source.public': ['登录前', 'Before sign-in'],
  'source.seed': ['演示数据', 'Demonstration data'],
  ...roleWords,
  'action.accounts.giveDrill': ['例外准许免演练', 'Exception from a drill given'],
  'action.accounts.endDrill': ['收回演练资格', 'Right of a drill ended'],
  'role.system': ['系统', 'System'],
  'role.none': ['未选身份', 'No role'],
  'role.public': ['未登录者', 'Nobody signed in'],
};
