import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '#platform/db/package-folder.ts';

/** Version of this release, as package.json has it. */
export const version = (): string => {
  const { version: text } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return text;
};
