import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { useCounty } from '#test/harness/county.ts';
import { root } from '../architecture/tree.ts';
import { schemaFile, schemaText } from '../../scripts/schema-types.ts';

const county = useCounty();

test('the row types are those of the migrated database (npm run schema writes them)', async () => {
  const text = await schemaText(county.current.admin, county.current.entry.schema);
  expect(readFileSync(path.join(root, schemaFile), 'utf8')).toBe(text);
});
